import { Status } from 'nice-grpc';
import { activeTracer } from '../tracing/tracer.ts';
import type { StoredEvent } from './event-type.ts';

/** Applies events of a source's log together, each as a span of its own where tracing is on. */
export async function traceApplied(
  source: string,
  events: readonly StoredEvent[],
  apply: () => Promise<void>,
): Promise<void> {
  const tracer = activeTracer();
  if (tracer === undefined) return apply();
  const spans = events.flatMap((event) => tracer.apply(source, event) ?? []);
  const end = (status: Status) => {
    for (const span of spans) span.end(status);
  };
  try {
    await apply();
    end(Status.OK);
  } catch (error) {
    end(Status.INTERNAL);
    throw error;
  }
}
