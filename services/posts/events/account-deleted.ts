import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { forgetAccount } from '../store/account-store.ts';
import { findLikedPosts, removeLike } from '../store/like-store.ts';
import { findPostIdsOfAuthor } from '../store/post-store.ts';
import { type PostWriting, purgePost } from './delete-post.ts';
import { tellPostUnliked } from './tell-posts.ts';

/** An account takes its posts and its likes with it. */
export const onAccountDeleted = (writing: PostWriting): EventHandler =>
  on(AccountDeleted, async (tx, { accountId }, { traceparent }) => {
    for (const postId of await findPostIdsOfAuthor(tx, accountId)) {
      await purgePost(writing, { tx, traceparent }, { postId, authorId: accountId });
    }
    await removeLikes(writing, tx, accountId, traceparent);
    await forgetAccount(tx, accountId);
    writing.posts.homesChanged(tx, [accountId]);
  });

async function removeLikes(
  { eventLog, posts }: PostWriting,
  tx: Transaction,
  accountId: string,
  traceparent: string,
): Promise<void> {
  for (const { postId, authorId } of await findLikedPosts(tx, accountId)) {
    await removeLike(tx, { postId, accountId });
    posts.likeChanged(tx, { postId, accountId });
    await tellPostUnliked(eventLog, tx, { postId, authorId, accountId }, traceparent);
  }
}
