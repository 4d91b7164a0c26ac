import { CircleMemberAdded } from '#gen/tertulia/profile/v1/circle_events.ts';
import { Blocked, Followed, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import { backfillEntries, removeEntriesOfAuthor } from '../store/home-store.ts';
import { findQuotesBetween } from '../store/quote-store.ts';
import type { PostWriting } from './delete-post.ts';
import { removeQuote } from './remove-quote.ts';

/**
 * What is quoted so much later than a block was told is quoted after its end. Until then the clocks of two services may
 * differ, and this one be behind.
 */
const quoteGraceMs = 60_000;

/**
 * Keeps the home timelines in step with the graph, and takes apart what two people quote of each other when one blocks the
 * other: third parties would still see it. Of the timelines a block changes only what came by hashtags (`hashtag-homes.ts`):
 * the follows that it ends end before it, and the oracle hides the rest.
 */
export function graphHandlers(writing: PostWriting): EventHandler[] {
  const { posts } = writing;
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
    on(Blocked, async (tx, { blockerId, blockedId }, { createTime, traceparent }) => {
      // The log may be heard anew, and the block it tells of have ended since.
      const before = new Date(createTime.getTime() + quoteGraceMs);
      for (const quote of await findQuotesBetween(tx, { one: blockerId, other: blockedId }, before)) {
        await removeQuote(writing, { tx, traceparent }, quote);
      }
    }),
  ];
}
