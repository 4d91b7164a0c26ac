import { Status } from 'nice-grpc';
import { activeTracer } from '../tracing/tracer.ts';
import type { StoredEvent } from './event-type.ts';

/** Applies an event of a source's log, as a span where tracing is on. */
export async function traceApplied(source: string, event: StoredEvent, apply: () => Promise<void>): Promise<void> {
  const span = activeTracer()?.apply(source, event);
  if (span === undefined) return apply();
  try {
    await apply();
    span.end(Status.OK);
  } catch (error) {
    span.end(Status.INTERNAL);
    throw error;
  }
}
