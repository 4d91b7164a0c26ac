import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { forgetAccount, rememberDeleted } from '../store/author-store.ts';
import { findCommentsOfAuthor } from '../store/comment-store.ts';
import { findLikedComments, removeLike } from '../store/like-store.ts';
import { findPostIdsOfAuthor } from '../store/post-store.ts';
import { deleteComment } from './delete-comment.ts';
import { purgePost } from './purge-post.ts';
import { type Telling, tellCommentUnliked } from './tell-comments.ts';

/** An account takes its posts, its comments and its likes with it, the latter two as if it had done so itself. */
export const onAccountDeleted = (eventLog: EventLog): EventHandler =>
  on(AccountDeleted, async (tx, { accountId }, { traceparent }) => {
    const to = { eventLog, tx, traceparent };
    await rememberDeleted(tx, accountId);
    for (const postId of await findPostIdsOfAuthor(tx, accountId)) await purgePost(tx, { postId, authorId: accountId });
    for (const comment of await findCommentsOfAuthor(tx, accountId)) await deleteComment(to, comment, accountId);
    await removeLikes(to, accountId);
    await forgetAccount(tx, accountId);
  });

async function removeLikes(to: Telling, accountId: string): Promise<void> {
  for (const liked of await findLikedComments(to.tx, accountId)) {
    await removeLike(to.tx, { commentId: liked.commentId, accountId });
    await tellCommentUnliked(to, { ...liked, accountId });
  }
}
