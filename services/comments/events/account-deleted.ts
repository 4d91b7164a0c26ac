import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { rememberDeleted } from '../store/author-store.ts';
import { findCommentsOfAuthor, removeComment } from '../store/comment-store.ts';
import { tellCommentDeleted } from './tell-comments.ts';

/** An account takes its comments with it, each as if its author had deleted it. */
export const onAccountDeleted = (eventLog: EventLog): EventHandler =>
  on(AccountDeleted, async (tx, { accountId }, { traceparent }) => {
    await rememberDeleted(tx, accountId);
    for (const { commentId, postId } of await findCommentsOfAuthor(tx, accountId)) {
      await removeComment(tx, commentId);
      await tellCommentDeleted(eventLog, tx, { commentId, postId, authorId: accountId }, traceparent);
    }
  });
