import { CommentCreated, CommentDeleted } from '#gen/tertulia/comments/v1/comment_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { commentReceivers } from '../domain/comment-receivers.ts';
import { snippetOf } from '../domain/notification.ts';
import { removeOfComment } from '../store/notification-store.ts';
import { notify, tellRemoved } from './announce.ts';

/** What comments' log means for notifications. */
export function commentsHandlers(eventLog: EventLog): EventHandler[] {
  return [
    on(CommentCreated, async (tx, comment, event) => {
      const { commentId, postId, authorId: actorId, text, createTime = event.createTime } = comment;
      for (const { receiverId, kind } of commentReceivers(comment)) {
        const snippet = snippetOf(text);
        await notify(eventLog, tx, { receiverId, kind, actorId, postId, commentId, snippet, createTime });
      }
    }),
    on(CommentDeleted, async (tx, { commentId }) => {
      await tellRemoved(eventLog, tx, await removeOfComment(tx, commentId));
    }),
  ];
}
