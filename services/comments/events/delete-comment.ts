import type { Comment } from '../domain/comment.ts';
import { setClosed } from '../store/comment-store.ts';
import { forgetText } from '../store/forget-text.ts';
import { removeComment } from '../store/remove-comment.ts';
import { type Telling, tellCommentDeleted, tellCommentUnhidden } from './tell-comments.ts';

/** What stands under a comment was seen before that was held for an edit, and is again once there is nothing to approve. */
async function openTombstone(to: Telling, comment: Comment, authorId: string): Promise<void> {
  await setClosed(to.tx, comment, undefined);
  await tellCommentUnhidden(to, { commentId: comment.commentId, postId: comment.postId, authorId });
}

/** Deletes a comment of an author, with its texts and likes, and tells it. */
export async function deleteComment(to: Telling, comment: Comment, authorId: string): Promise<void> {
  const { commentId, postId, closed } = comment;
  const { removedIds, removedHiddenIds, parentCommentId = '' } = await removeComment(to.tx, comment);
  await forgetText(to.tx, postId, commentId);
  const gone = { removedIds: [...removedIds], removedHiddenIds: [...removedHiddenIds] };
  await tellCommentDeleted(to, { commentId, postId, authorId, ...gone, parentCommentId, closed: closed !== undefined });
  if (closed === 'held' && removedIds.length === 0) await openTombstone(to, comment, authorId);
}
