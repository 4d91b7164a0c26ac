import { ClientError, Status } from 'nice-grpc';
import type { Call } from '../../kit/call.ts';
import { calleeFailure } from '../../kit/callee-failure.ts';
import type { PostsContext } from '../context.ts';
import { CircleNotFound } from '../domain/errors.ts';

/**
 * Asks profile for a circle of the caller's that is not known here, as one with nobody in it is not. Fails with
 * CIRCLE_NOT_FOUND if there is none.
 */
export async function askForCircle(context: PostsContext, call: Call, circleId: string): Promise<void> {
  try {
    await context.circles.getCircle({ circleId }, call.forward);
  } catch (error) {
    call.signal.throwIfAborted();
    if (error instanceof ClientError && error.code === Status.NOT_FOUND) throw new CircleNotFound();
    context.logger.warn({ err: error, traceparent: call.traceparent }, 'profile did not answer for a circle');
    throw calleeFailure(error, 'profile must be asked for this circle, and does not answer');
  }
}
