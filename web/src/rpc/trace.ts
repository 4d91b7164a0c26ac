import type { ClientMiddleware } from 'nice-grpc-web';
import { Metadata } from 'nice-grpc-web';

/**
 * Begins a trace with each call (W3C Trace Context), so that what the person did can be followed through every service.
 * A call that is made again with another token is in the same trace. Streams are not: they are open for hours.
 */
export const beginTrace: ClientMiddleware = async function* beginTrace(call, options) {
  if (call.responseStream) return yield* call.next(call.request, options);
  const metadata = Metadata(options.metadata).set('traceparent', newTraceparent());
  return yield* call.next(call.request, { ...options, metadata });
};

/** The page has no span of its own: its id only names the parent of the gateway's. */
export function newTraceparent(): string {
  return `00-${randomHex(16)}-${randomHex(8)}-01`;
}

function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
