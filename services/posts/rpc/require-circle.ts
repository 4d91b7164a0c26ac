import { ClientError, Status } from 'nice-grpc';
import { type Call, memberId } from '../../kit/call.ts';
import { calleeFailure } from '../../kit/callee-failure.ts';
import type { PostsContext } from '../context.ts';
import { CircleNotFound } from '../domain/errors.ts';
import { hasCircle } from '../store/circle-store.ts';

/**
 * Fails with CIRCLE_NOT_FOUND unless a circle is the caller's own. Of one with nobody in it nothing is known here: then
 * profile is asked, as it is for one that there is not.
 */
export async function requireCircle(context: PostsContext, call: Call, circleId: string): Promise<void> {
  if (await hasCircle(context.database, memberId(call), circleId)) return;
  try {
    await context.circles.getCircle({ circleId }, call.forward);
  } catch (error) {
    call.signal.throwIfAborted();
    if (error instanceof ClientError && error.code === Status.NOT_FOUND) throw new CircleNotFound();
    context.logger.warn({ err: error, traceparent: call.traceparent }, 'profile did not answer for a circle');
    throw calleeFailure(error, 'profile must be asked for this circle, and does not answer');
  }
}
