import { Blocked, Followed, Unblocked, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import type { Follow } from '../store/follow-store.ts';

/** Who blocks whom. */
interface Block {
  readonly blockerId: string;
  readonly blockedId: string;
}

type Tell<Fact> = (log: EventLog, tx: Transaction, fact: Fact, traceparent?: string) => Promise<void>;

// A follow may end by a block of the other side; its subject is its follower all the same, so that what
// becomes of one person's follows stays in order.
export const tellFollowed: Tell<Follow & { byRequest?: boolean }> = async (log, tx, follow, traceparent) => {
  const { followerId, followeeId, byRequest = false } = follow;
  await log.append(tx, followerId, Followed, { followerId, followeeId, byRequest }, traceparent);
};

/** Tells of many follows that had been asked for. */
export const tellFollowedByRequest: Tell<readonly Follow[]> = async (log, tx, follows, traceparent = '') => {
  const entries = follows.map(({ followerId, followeeId }) => ({
    subject: followerId,
    payload: { followerId, followeeId, byRequest: true },
    traceparent,
  }));
  await log.appendAll(tx, Followed, entries);
};

export const tellUnfollowed: Tell<Follow> = async (log, tx, { followerId, followeeId }, traceparent) => {
  await log.append(tx, followerId, Unfollowed, { followerId, followeeId }, traceparent);
};

export const tellBlocked: Tell<Block> = async (log, tx, { blockerId, blockedId }, traceparent) => {
  await log.append(tx, blockerId, Blocked, { blockerId, blockedId }, traceparent);
};

export const tellUnblocked: Tell<Block> = async (log, tx, { blockerId, blockedId }, traceparent) => {
  await log.append(tx, blockerId, Unblocked, { blockerId, blockedId }, traceparent);
};
