import { ServerError, Status } from 'nice-grpc';
import { type ErrorDetails, ErrorInfo, RetryInfo, RichServerError } from 'nice-grpc-error-details';
import { calleeFailure, isAway, isRefusal } from '../callee-failure.ts';
import { DomainError, InvalidRequest } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { encodeBadRequest } from '../status-details.ts';
import { deadlineExceeded } from './deadline.ts';
import type { ServedCall } from './served-call.ts';

const domain = 'tertulia';
// Texts and details travel in trailers, whose size the peers limit (Envoy: 60 KiB together).
const maxTextLength = 1024;
const maxViolations = 100;

/** The one place where errors become statuses. What the caller is not meant to see is logged here, once. */
export function toStatus(error: unknown, call: ServedCall, logger: Logger): ServerError {
  // A handler that fails because its call was ended fails for that reason.
  if (call.endReason !== undefined && error !== call.endReason) return toStatus(call.endReason, call, logger);
  // What it asked ends with it, and may tell it so before the call's own timer does.
  if (isLate(call) && isUnavailable(error)) return deadlineExceeded();
  if (error instanceof DomainError) return toRichError(error);
  if (error instanceof ServerError) return error;
  if (isAbortError(error)) return new ServerError(Status.CANCELLED, 'the call was cancelled');
  if (isRefusal(error)) return toRichError(calleeFailure(error));
  const { method, traceparent } = call;
  if (isTransient(error)) {
    logger.warn({ err: error, method, traceparent }, 'a call failed: something it needs is not available');
    return toRichError(calleeFailure(error));
  }
  logger.error({ err: error, method, traceparent }, 'a call failed');
  return toRichError(new InternalError());
}

/** Hides every other error. */
class InternalError extends DomainError {
  constructor() {
    super({ status: 'INTERNAL', reason: 'INTERNAL', message: 'the service failed' });
  }
}

function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function isUnavailable(error: unknown): boolean {
  return error instanceof DomainError ? error.reason === 'UNAVAILABLE' : isTransient(error);
}

/** Timers of Node run up to a millisecond early. */
function isLate({ deadlineTime }: ServedCall): boolean {
  return deadlineTime !== undefined && Date.now() >= deadlineTime - 1;
}

/** A service asked on the way that is down or late, or a database that is busy. */
function isTransient(error: unknown): boolean {
  return isAway(error) || (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY');
}

function toRichError(error: DomainError): RichServerError {
  return new RichServerError(Status[error.status], cut(error.message), toDetails(error));
}

function toDetails(error: DomainError): ErrorDetails[] {
  const details: ErrorDetails[] = [
    ErrorInfo.fromPartial({ reason: error.reason, domain, metadata: mapValues(error.metadata, cut) }),
  ];
  if (error instanceof InvalidRequest) {
    const violations = error.violations
      .slice(0, maxViolations)
      .map(({ field, description, reason }) => ({ field: cut(field), description: cut(description), reason }));
    details.push(encodeBadRequest(violations));
  }
  if (error.retryDelayMs !== undefined) {
    const { retryDelayMs } = error;
    const seconds = Math.floor(retryDelayMs / 1000);
    const nanos = Math.round((retryDelayMs - seconds * 1000) * 1e6);
    details.push(RetryInfo.fromPartial({ retryDelay: { seconds, nanos } }));
  }
  return details;
}

function cut(text: string): string {
  return text.slice(0, maxTextLength).toWellFormed();
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
