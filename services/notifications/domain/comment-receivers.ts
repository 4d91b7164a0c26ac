import type { NotificationKind } from './notification.ts';

/** A comment, and whom it concerns. */
export interface CommentConcern {
  readonly authorId: string;
  readonly postAuthorId: string;
  /** Empty for a comment on the post itself. */
  readonly parentAuthorId: string;
}

/** Who is notified of a comment. One person gets one notification, and nobody gets one of their own act. */
export function commentReceivers({ authorId, postAuthorId, parentAuthorId }: CommentConcern) {
  const receivers: { receiverId: string; kind: NotificationKind }[] = [];
  if (parentAuthorId !== '' && parentAuthorId !== authorId)
    receivers.push({ receiverId: parentAuthorId, kind: 'reply' });
  if (postAuthorId !== authorId && postAuthorId !== parentAuthorId) {
    receivers.push({ receiverId: postAuthorId, kind: 'comment' });
  }
  return receivers;
}
