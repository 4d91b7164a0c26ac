import type { Comment } from '../domain/comment.ts';
import { forgetText } from '../store/forget-text.ts';
import { removeComment } from '../store/remove-comment.ts';
import { type Telling, tellCommentDeleted } from './tell-comments.ts';

/** Deletes a comment of an author, with its texts and likes, and tells it. */
export async function deleteComment(to: Telling, comment: Comment, authorId: string): Promise<void> {
  const { commentId, postId, closed } = comment;
  const { removedIds, removedHiddenIds, parentCommentId = '' } = await removeComment(to.tx, comment);
  await forgetText(to.tx, postId, commentId);
  const gone = { removedIds: [...removedIds], removedHiddenIds: [...removedHiddenIds] };
  await tellCommentDeleted(to, { commentId, postId, authorId, ...gone, parentCommentId, closed: closed !== undefined });
}
