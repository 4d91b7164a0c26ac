import type { ExecutionContext } from 'ava';
import { ClientError, Status } from 'nice-grpc';
import type { StatusName } from '../errors.ts';
import { readReason } from '../read-reason.ts';

/** Asserts that a call fails with this status and, where given, this reason. Returns the error. */
export async function expectStatus(
  t: ExecutionContext<unknown>,
  promise: Promise<unknown>,
  status: StatusName,
  reason?: string,
): Promise<ClientError> {
  const error = await promise.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!(error instanceof ClientError)) throw new Error(`expected ${status}, got ${describe(error)}`, { cause: error });
  const got = { status: Status[error.code], reason: readReason(error) };
  t.deepEqual(got, { status, reason: reason ?? got.reason }, error.details);
  return error;
}

function describe(error: unknown): string {
  return error === undefined ? 'no error' : `another error: ${String(error)}`;
}
