import { Blocked } from '#gen/tertulia/profile/v1/graph_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { findHeldBetween } from '../store/held-store.ts';
import { deleteComment } from './delete-comment.ts';

/**
 * What waits for the approval of somebody who will not read it any more is deleted. Comments are no copy of a log: this is
 * done once, while the service runs, and not when its projections are made again.
 */
export const partHeld = (eventLog: EventLog): EventHandler =>
  on(Blocked, async (tx, { blockerId, blockedId }, { traceparent }) => {
    const to = { eventLog, tx, traceparent };
    for (const { authorId, ...comment } of await findHeldBetween(tx, blockerId, blockedId)) {
      if (authorId !== undefined) await deleteComment(to, { authorId, ...comment }, authorId);
    }
  });
