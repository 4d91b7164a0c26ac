import { CircleMemberAdded } from '#gen/tertulia/profile/v1/circle_events.ts';
import { Blocked, Followed, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { longestRunOfFollows } from '../../audience/replica/audience-handlers.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on, onRun, type Told } from '../../kit/events/consumer.ts';
import { backfillEntries, type Reading, removeEntriesOfAuthors } from '../store/home-store.ts';
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
  const change = async (tx: Transaction, pairs: readonly Reading[], make: typeof backfillEntries) => {
    await make(tx, pairs);
    posts.homesChanged(
      tx,
      pairs.map(({ ownerId }) => ownerId),
    );
  };
  return [
    onRun(Followed, (tx, told) => change(tx, told.map(readingOf), backfillEntries), longestRunOfFollows),
    // What its owner wrote for the circle before comes to a member who follows them, as it would with a follow.
    on(CircleMemberAdded, (tx, { ownerId, memberId }) =>
      change(tx, [{ ownerId: memberId, authorId: ownerId }], backfillEntries),
    ),
    onRun(Unfollowed, (tx, told) => change(tx, told.map(readingOf), removeEntriesOfAuthors), longestRunOfFollows),
    on(Blocked, async (tx, { blockerId, blockedId }, { createTime, traceparent }) => {
      // The log may be heard anew, and the block it tells of have ended since.
      const before = new Date(createTime.getTime() + quoteGraceMs);
      for (const quote of await findQuotesBetween(tx, { one: blockerId, other: blockedId }, before)) {
        await removeQuote(writing, { tx, traceparent }, quote);
      }
    }),
  ];
}

function readingOf({ payload }: Told<{ followerId: string; followeeId: string }>): Reading {
  return { ownerId: payload.followerId, authorId: payload.followeeId };
}
