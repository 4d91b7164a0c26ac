import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { forgetAccount } from '../store/account-store.ts';
import { findLikedPosts, removeLike } from '../store/like-store.ts';
import { findPostIdsOfAuthor } from '../store/post-store.ts';
import { deletePost } from './delete-post.ts';
import { tellPostUnliked } from './tell-posts.ts';

/** An account takes its posts and its likes with it, each as if it had done so itself. */
export const onAccountDeleted = (eventLog: EventLog): EventHandler =>
  on(AccountDeleted, async (tx, { accountId }, { traceparent }) => {
    for (const postId of await findPostIdsOfAuthor(tx, accountId)) {
      await deletePost(eventLog, tx, { postId, authorId: accountId }, traceparent);
    }
    await removeLikes(eventLog, tx, accountId, traceparent);
    await forgetAccount(tx, accountId);
  });

async function removeLikes(eventLog: EventLog, tx: Transaction, accountId: string, traceparent: string): Promise<void> {
  for (const { postId, authorId } of await findLikedPosts(tx, accountId)) {
    await removeLike(tx, { postId, accountId });
    await tellPostUnliked(eventLog, tx, { postId, authorId, accountId }, traceparent);
  }
}
