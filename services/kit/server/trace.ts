import { randomUUID } from 'node:crypto';
import type { Metadata } from 'nice-grpc';

const wellFormed = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's `traceparent` (W3C Trace Context), or a new one where there is none or a bad one. */
export function readTraceparent(metadata: Metadata): string {
  const given = metadata.get('traceparent');
  return given !== undefined && wellFormed.test(given) ? given : newTraceparent();
}

/** A new trace, sampled. UUIDs are the cheapest random hex that Node gives. */
function newTraceparent(): string {
  const traceId = randomUUID().replaceAll('-', '');
  const spanId = randomUUID().replaceAll('-', '').slice(-16);
  return `00-${traceId}-${spanId}-01`;
}
