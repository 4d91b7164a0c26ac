import { randomUUID } from 'node:crypto';
import type { Metadata } from 'nice-grpc';

const wellFormed = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The caller's `traceparent` (W3C Trace Context), or a new one where there is none or a bad one. */
export function readTraceparent(metadata: Metadata): string {
  const given = metadata.get('traceparent');
  if (given !== undefined && wellFormed.test(given)) return given;
  return newTraceparent(metadata.get('x-request-id'));
}

/** What others keep beside the trace that the caller began (`tracestate`), to be passed on as it is. */
export function readTracestate(metadata: Metadata): string | undefined {
  if (!wellFormed.test(metadata.get('traceparent') ?? '')) return undefined;
  const entries = metadata.getAll('tracestate');
  return entries.length === 0 ? undefined : entries.join(',');
}

/**
 * A new trace, sampled. It is named by the gateway's id of the request, so that the gateway's log and the service's can
 * be read together. UUIDs are the cheapest random hex that Node gives.
 */
function newTraceparent(requestId: string | undefined): string {
  const traceId = (requestId !== undefined && uuid.test(requestId) ? requestId : randomUUID()).replaceAll('-', '');
  const spanId = randomUUID().replaceAll('-', '').slice(-16);
  return `00-${traceId}-${spanId}-01`;
}
