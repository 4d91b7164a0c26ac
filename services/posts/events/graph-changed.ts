import { CircleMemberAdded } from '#gen/tertulia/profile/v1/circle_events.ts';
import { Followed, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { backfillEntries, removeEntriesOfAuthor } from '../store/home-store.ts';
import type { PostCache } from '../store/post-cache.ts';

/**
 * Keeps the home timelines in step with the graph. A block is not heard here: the follows that it ends end before it, and
 * the oracle hides the rest.
 */
export function graphHandlers(posts: PostCache): EventHandler[] {
  return [
    on(Followed, async (tx, { followerId, followeeId }) => {
      await backfillEntries(tx, followerId, followeeId);
      posts.homesChanged(tx, [followerId]);
    }),
    // What its owner wrote for the circle before comes to a member who follows them, as it would with a follow.
    on(CircleMemberAdded, async (tx, { ownerId, memberId }) => {
      await backfillEntries(tx, memberId, ownerId);
      posts.homesChanged(tx, [memberId]);
    }),
    on(Unfollowed, async (tx, { followerId, followeeId }) => {
      await removeEntriesOfAuthor(tx, followerId, followeeId);
      posts.homesChanged(tx, [followerId]);
    }),
  ];
}
