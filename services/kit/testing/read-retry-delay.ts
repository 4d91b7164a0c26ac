import type { RetryInfo } from 'nice-grpc-error-details';
import { RichClientError } from 'nice-grpc-error-details';

/** After how many milliseconds an error says that the call may be made again. Throws if it does not say. */
export function readRetryDelayMs(error: unknown): number {
  const details = error instanceof RichClientError ? error.extra : [];
  const info = details.find((detail): detail is RetryInfo => detail.$type === 'google.rpc.RetryInfo');
  if (info?.retryDelay === undefined) throw new Error('the error has no RetryInfo', { cause: error });
  return info.retryDelay.seconds * 1_000 + info.retryDelay.nanos / 1e6;
}
