import type { ErrorInfo } from 'nice-grpc-error-details';
import { RichClientError } from 'nice-grpc-error-details';

/** The reason that a callee gave (`POST_NOT_FOUND`), if the error is one of a call and carries one. */
export function readReason(error: unknown): string | undefined {
  if (!(error instanceof RichClientError)) return undefined;
  return error.extra.find((detail): detail is ErrorInfo => detail.$type === 'google.rpc.ErrorInfo')?.reason;
}
