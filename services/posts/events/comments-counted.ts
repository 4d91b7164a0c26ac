import {
  CommentCreated,
  CommentDeleted,
  CommentHeld,
  CommentHidden,
  CommentUnhidden,
} from '#gen/tertulia/comments/v1/comment_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import {
  addComment,
  changeCommentCount,
  endComment,
  holdComment,
  markHidden,
  recountComments,
  releaseComment,
} from '../store/comment-store.ts';
import type { PostCache } from '../store/post-cache.ts';

/** Counts the comments under each post, and keeps what is needed to count those that one viewer sees. */
export function commentHandlers(posts: PostCache): EventHandler[] {
  const recount = async (tx: Transaction, postId: string, isChanged: boolean) => {
    if (!isChanged) return;
    await recountComments(tx, postId);
    posts.postChanged(tx, postId);
  };
  return [
    on(CommentCreated, async (tx, created) => {
      const { commentId, postId, authorId, parentCommentId } = created;
      const comment = { commentId, postId, authorId, parentId: parentCommentId || undefined };
      // One that is there was held for an edit, and is approved again.
      if (!(await addComment(tx, comment))) return recount(tx, postId, await releaseComment(tx, commentId));
      await changeCommentCount(tx, postId, 1);
      posts.postChanged(tx, postId);
    }),
    on(CommentDeleted, async (tx, { commentId, postId, removedIds }) => {
      if (!(await endComment(tx, commentId, removedIds))) return;
      await changeCommentCount(tx, postId, -1);
      posts.postChanged(tx, postId);
    }),
    // A new one is not counted yet.
    on(CommentHeld, async (tx, { commentId, postId }) => recount(tx, postId, await holdComment(tx, commentId))),
    on(CommentHidden, async (tx, { commentId, postId }) => recount(tx, postId, await markHidden(tx, commentId, true))),
    on(CommentUnhidden, async (tx, { commentId, postId }) =>
      recount(tx, postId, await markHidden(tx, commentId, false)),
    ),
  ];
}
