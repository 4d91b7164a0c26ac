import type { Transaction } from '../../kit/database/database.ts';
import type { CommentsContext } from '../context.ts';
import { PostNotFound } from '../domain/errors.ts';
import { type OpenThread, viewThread } from '../view/view-thread.ts';
import { keepLearned, type Learned } from './learn-post.ts';

/**
 * A thread to change, in the transaction of the change. `answer` is what posts told of the post before. Fails with
 * POST_NOT_FOUND, or as the asking did.
 */
export async function openThread(
  context: CommentsContext,
  tx: Transaction,
  viewerId: string,
  postId: string,
  answer: Learned,
): Promise<OpenThread> {
  await keepLearned(context, tx, answer);
  const thread = await viewThread({ people: context.people, queries: tx }, viewerId, postId);
  if (!thread) throw answer.failure ?? new PostNotFound();
  return thread;
}
