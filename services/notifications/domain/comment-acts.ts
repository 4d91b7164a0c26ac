import type { Act } from './act.ts';

/** A comment, and whom it concerns. */
export interface CommentConcern {
  readonly commentId: string;
  readonly postId: string;
  readonly authorId: string;
  readonly postAuthorId: string;
  readonly parentCommentId: string;
  /** Empty for a comment on the post itself. */
  readonly parentAuthorId: string;
  readonly mentionedIds: readonly string[];
  readonly createTime: Date;
}

/**
 * What a comment tells others. One person gets one act of it: that they are answered, before that somebody commented,
 * before that they are mentioned; and nobody gets one of their own.
 */
export function commentActs(comment: CommentConcern): Act[] {
  const { commentId, postId, authorId, postAuthorId, parentCommentId, parentAuthorId, mentionedIds } = comment;
  const told = new Map<string, Pick<Act, 'kind' | 'objectId'>>();
  for (const id of mentionedIds) told.set(id, { kind: 'mention', objectId: commentId });
  told.set(postAuthorId, { kind: 'comment', objectId: postId });
  if (parentAuthorId !== '') told.set(parentAuthorId, { kind: 'reply', objectId: parentCommentId });
  told.delete(authorId);
  const about = { actorId: authorId, refId: commentId, postId, postAuthorId, commentId, note: '' };
  return [...told].map(([receiverId, what]) => ({ receiverId, ...what, ...about, createTime: comment.createTime }));
}
