import { Blocked, Followed, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { backfillEntries, removeEntriesOfAuthor } from '../store/home-store.ts';

/** Keeps the home timelines in step with the graph. */
export const graphHandlers: readonly EventHandler[] = [
  on(Followed, (tx, { followerId, followeeId }) => backfillEntries(tx, followerId, followeeId)),
  on(Unfollowed, (tx, { followerId, followeeId }) => removeEntriesOfAuthor(tx, followerId, followeeId)),
  on(Blocked, async (tx, { blockerId, blockedId }) => {
    await removeEntriesOfAuthor(tx, blockerId, blockedId);
    await removeEntriesOfAuthor(tx, blockedId, blockerId);
  }),
];
