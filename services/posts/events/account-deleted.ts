import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { forgetAccount } from '../store/account-store.ts';
import { findLikedPosts, removeLike } from '../store/like-store.ts';
import { findPostIdsOfAuthor } from '../store/post-store.ts';
import { findRepostedPosts } from '../store/repost-store.ts';
import { type PostWriting, purgePost } from './delete-post.ts';
import { unrepost } from './repost.ts';
import { tellPostUnliked } from './tell-posts.ts';

/** An account takes its posts, likes, reposts and bookmarks with it. */
export const onAccountDeleted = (writing: PostWriting): EventHandler =>
  on(AccountDeleted, async (tx, { accountId }, { traceparent }) => {
    for (const postId of await findPostIdsOfAuthor(tx, accountId)) {
      await purgePost(writing, { tx, traceparent }, { postId, authorId: accountId });
    }
    await removeLikes(writing, tx, accountId, traceparent);
    for (const { postId, authorId } of await findRepostedPosts(tx, accountId)) {
      await unrepost(writing, { tx, traceparent }, { postId, authorId, accountId });
    }
    await tx.run('delete from post_bookmark where account_id = :accountId', { accountId });
    await tx.run('delete from hashtag_follow where account_id = :accountId', { accountId });
    writing.posts.bookmarksChanged(tx, accountId);
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
