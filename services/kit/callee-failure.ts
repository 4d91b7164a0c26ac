import { ClientError, Status } from 'nice-grpc';
import type { DomainError } from './errors.ts';
import { CalleeLate, Overloaded, overloaded, Unavailable } from './mesh-errors.ts';
import { readReason } from './read-reason.ts';

/**
 * What a call fails with that must ask another service, which gave no answer of use. `message` says what it was asked for.
 * The edge makes an UNAVAILABLE call again. That suits a callee that is down; one that is late, or has too much to do, would
 * get more of it.
 */
export function calleeFailure(error: unknown, message?: string): DomainError {
  if (isRefusal(error)) return new Overloaded();
  return isLate(error) ? new CalleeLate(message) : new Unavailable(message);
}

/** Whether a callee is down or late. */
export function isAway(error: unknown): boolean {
  return isLate(error) || (error instanceof ClientError && error.code === Status.UNAVAILABLE);
}

/** Whether a callee, or the gateway before it, has too much to do. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ClientError && readReason(error) === overloaded.reason;
}

function isLate(error: unknown): boolean {
  return error instanceof ClientError && error.code === Status.DEADLINE_EXCEEDED;
}
