import { ClientError, Status } from 'nice-grpc-common';
import type { End } from './ledger.ts';

/** The end of a call that may have been done or not: what a client can only try again. */
const uncertain: readonly Status[] = [
  Status.UNAVAILABLE,
  Status.UNKNOWN,
  Status.DEADLINE_EXCEEDED,
  Status.CANCELLED,
  Status.INTERNAL,
  Status.RESOURCE_EXHAUSTED,
];

/**
 * Makes a write, and makes it again, the same, while its end is uncertain: until it is answered, or `tries` are used up, or
 * nobody waits for it any more.
 *
 * @returns how it ended, and the answer where there is one
 */
export async function writeUntilTold<T>(
  write: () => Promise<T>,
  tries: number,
  givenUp: AbortSignal,
): Promise<{ end: End; answer: T | undefined }> {
  for (let made = 1; ; made += 1) {
    try {
      return { end: 'acknowledged', answer: await write() };
    } catch (error) {
      if (!isUncertain(error)) throw error;
      if (made >= tries || givenUp.aborted) return { end: 'unknown', answer: undefined };
      await pause();
    }
  }
}

/** A connection that breaks is no gRPC error in a browser. */
function isUncertain(error: unknown): boolean {
  return !(error instanceof ClientError) || uncertain.includes(error.code);
}

/** Lets go of the machine for a moment, so that what was killed can start. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
