import { ServerError, Status } from 'nice-grpc';
import type { MethodPolicy } from '../policies.ts';
import type { ServedCall } from './served-call.ts';

/** The earlier of the client's deadline and the policy's, in milliseconds since the epoch. */
export function effectiveDeadline(client: number | undefined, policy: MethodPolicy | undefined): number | undefined {
  const timeoutMs = policy?.timeoutMs;
  if (timeoutMs === undefined) return client;
  const own = Date.now() + timeoutMs;
  return client === undefined ? own : Math.min(client, own);
}

/** Ends the call at its deadline. */
export function endAtDeadline(call: ServedCall): Disposable {
  if (call.deadlineTime === undefined) return { [Symbol.dispose]() {} };
  const timer = setTimeout(() => call.end(deadlineExceeded()), call.deadlineTime - Date.now());
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}

/** The status of a call that took too long. */
export function deadlineExceeded(): ServerError {
  return new ServerError(Status.DEADLINE_EXCEEDED, 'the deadline of the call has passed');
}
