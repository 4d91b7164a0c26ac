import { type Card, findCards } from '../../audience/replica/people-store.ts';
import type { Call } from '../../kit/call.ts';
import type { CommentsContext } from '../context.ts';
import { askDeadline } from './learn-post.ts';

/**
 * Asks profile for the card of an author of whom its log has not told yet. It is
 * not worth refusing a comment for: without an answer the card comes a moment
 * later. Undefined where there is nothing to learn.
 */
export async function learnAuthor(context: CommentsContext, call: Call, accountId: string): Promise<Card | undefined> {
  if ((await findCards(context.database, [accountId])).size > 0) return undefined;
  try {
    const request = { name: { $case: 'accountId' as const, value: accountId } };
    const options = { ...call.forward, deadline: askDeadline(context, call) };
    const { profile } = await context.profile.getProfile(request, options);
    return profile && { accountId, handle: profile.handle, displayName: profile.displayName, private: profile.private };
  } catch (error) {
    call.signal.throwIfAborted();
    context.logger.warn({ err: error, traceparent: call.traceparent }, 'profile did not answer for a new author');
    return undefined;
  }
}
