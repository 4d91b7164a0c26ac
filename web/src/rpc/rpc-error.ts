import { type ClientError, type Metadata, Status } from 'nice-grpc-web';
import { type FieldViolation, readErrorDetails } from './error-details.ts';
import { failureSource } from './transport.ts';

/** The name of a gRPC status: `NOT_FOUND`. */
export type StatusName = keyof typeof Status;

/** A call that failed, with all that is known of why. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly status: StatusName;
  /** The reason of the contract, `HANDLE_TAKEN`; undefined where no service gave one. */
  readonly reason: string | undefined;
  /** The fields at fault, of INVALID_ARGUMENT. */
  readonly violations: readonly FieldViolation[];
  /** When to call again, in milliseconds from now, where the answer says so. */
  readonly retryDelayMs: number | undefined;
  /** The request did not get through: no service answered it. */
  readonly offline: boolean;

  constructor(
    fields: { status: StatusName; message: string } & Partial<
      Pick<RpcError, 'reason' | 'violations' | 'retryDelayMs' | 'offline'>
    >,
  ) {
    super(fields.message);
    this.status = fields.status;
    this.reason = fields.reason;
    this.violations = fields.violations ?? [];
    this.retryDelayMs = fields.retryDelayMs;
    this.offline = fields.offline ?? false;
  }
}

/** Makes an error of what the library throws and of the trailer that came with it. */
export function toRpcError(error: ClientError, trailer: Metadata | undefined): RpcError {
  const {
    violations,
    reason,
    retryDelayMs = retryAfterMs(trailer),
  } = readErrorDetails(trailer?.get('grpc-status-details-bin'));
  return new RpcError({
    status: Status[error.code] as StatusName,
    message: error.message,
    reason,
    violations,
    retryDelayMs,
    offline: trailer?.get(failureSource) === 'network',
  });
}

/** The access token of the call was refused; a fresh one may not be. */
export function isTokenRefused(error: unknown): boolean {
  if (!(error instanceof RpcError) || error.status !== 'UNAUTHENTICATED') return false;
  // The gateway refuses a token without a reason.
  return error.reason === undefined || ['TOKEN_MISSING', 'TOKEN_INVALID', 'SESSION_ENDED'].includes(error.reason);
}

/** There is no such thing, or the caller may not see it. */
export function isNotFound(error: unknown): boolean {
  return error instanceof RpcError && error.status === 'NOT_FOUND';
}

/** The cursor of a stream is not one that the service knows, such as one of data that were replaced since. */
export function isCursorRefused(error: unknown): boolean {
  return error instanceof RpcError && error.violations.some(({ field }) => field === 'cursor');
}

function retryAfterMs(trailer: Metadata | undefined): number | undefined {
  const seconds = Number(trailer?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
