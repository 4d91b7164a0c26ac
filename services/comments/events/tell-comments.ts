import { CommentCreated, CommentDeleted } from '#gen/tertulia/comments/v1/comment_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { type Concerned, commentCreatedToProto } from '../convert.ts';
import type { NewComment } from '../domain/comment.ts';

/** Tells that a comment was written, in the transaction that writes it. */
export async function tellCommentCreated(
  eventLog: EventLog,
  tx: Transaction,
  comment: NewComment,
  concerned: Concerned,
  traceparent?: string,
): Promise<void> {
  await eventLog.append(tx, comment.postId, CommentCreated, commentCreatedToProto(comment, concerned), traceparent);
}

/** Tells that a comment was deleted, in the transaction that deletes it. */
export async function tellCommentDeleted(
  eventLog: EventLog,
  tx: Transaction,
  comment: CommentDeleted,
  traceparent?: string,
): Promise<void> {
  await eventLog.append(tx, comment.postId, CommentDeleted, comment, traceparent);
}
