import {
  CommentCreated,
  CommentDeleted,
  CommentEdited,
  CommentHeld,
  CommentHidden,
  CommentLiked,
  CommentUnhidden,
  CommentUnliked,
  HeldCommentEdited,
  ThreadChanged,
  ThreadMuted,
  ThreadUnmuted,
} from '#gen/tertulia/comments/v1/comment_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import type { EventType } from '../../kit/events/event-type.ts';
import { type Concerned, commentCreatedToProto } from '../convert.ts';
import type { NewComment } from '../domain/comment.ts';

/** Where events go: each in the transaction of its change, with the trace of the call that causes it. */
export interface Telling {
  readonly eventLog: EventLog;
  readonly tx: Transaction;
  readonly traceparent?: string;
}

/** Tells that a comment was written or approved. */
export function tellCommentCreated(to: Telling, comment: Omit<NewComment, 'held'>, concerned: Concerned) {
  return tell(to, CommentCreated, commentCreatedToProto(comment, concerned));
}

/** Tells that a comment was written, or edited, that waits for approval. */
export function tellCommentHeld(
  to: Telling,
  comment: Omit<NewComment, 'held'> & { editTime?: Date },
  postAuthorId: string,
) {
  const { commentId, postId, authorId, text, createTime, editTime } = comment;
  return tell(to, CommentHeld, { commentId, postId, postAuthorId, authorId, text, createTime, editTime });
}

export const tellCommentEdited = teller(CommentEdited);
export const tellHeldCommentEdited = teller(HeldCommentEdited);
export const tellCommentDeleted = teller(CommentDeleted);
export const tellCommentHidden = teller(CommentHidden);
export const tellCommentUnhidden = teller(CommentUnhidden);
export const tellCommentLiked = teller(CommentLiked);
export const tellCommentUnliked = teller(CommentUnliked);
export const tellThreadChanged = teller(ThreadChanged);
export const tellThreadMuted = teller(ThreadMuted);
export const tellThreadUnmuted = teller(ThreadUnmuted);

function teller<T extends { postId: string }>(type: EventType<T>) {
  return (to: Telling, event: T) => tell(to, type, event);
}

async function tell<T extends { postId: string }>(
  { eventLog, tx, traceparent }: Telling,
  type: EventType<T>,
  event: T,
) {
  await eventLog.append<{ postId: string }>(tx, event.postId, type, event, traceparent);
}
