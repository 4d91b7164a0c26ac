import type { Transaction } from '../../kit/database/database.ts';
import type { ProfileContext } from '../context.ts';
import { tellMembersRemoved } from '../events/circle-events.ts';
import { tellUnfollowed } from '../events/graph-events.ts';
import { tellRepostsUnmuted, tellUnmuted } from '../events/mute-events.ts';
import { tellFollowRequestEnded } from '../events/request-events.ts';
import { removeFollow } from '../store/follow-store.ts';
import { removePlaces } from '../store/member-store.ts';
import { removeMute, removeRepostMute } from '../store/mute-store.ts';
import { removeRequest } from '../store/request-store.ts';

interface Pair {
  readonly blockerId: string;
  readonly blockedId: string;
}

/**
 * Ends what two accounts have to do with each other, of both sides, as a block does before it begins: no reader of the log
 * meets a follow across a block.
 */
export async function partWays(
  context: ProfileContext,
  tx: Transaction,
  { blockerId, blockedId }: Pair,
  traceparent: string,
): Promise<void> {
  await leave(context, tx, [blockerId, blockedId], traceparent);
  await leave(context, tx, [blockedId, blockerId], traceparent);
}

/**
 * Ends the mutes of two accounts, of both sides, as a block does once it has begun: a reader of the log would else show for a
 * moment what was muted until now.
 */
export async function endMutes(
  context: ProfileContext,
  tx: Transaction,
  { blockerId, blockedId }: Pair,
  traceparent: string,
): Promise<void> {
  await unmute(context, tx, { muterId: blockerId, mutedId: blockedId }, traceparent);
  await unmute(context, tx, { muterId: blockedId, mutedId: blockerId }, traceparent);
}

/** Ends what the first of two has begun. */
async function leave(
  { eventLog }: ProfileContext,
  tx: Transaction,
  [from, to]: readonly [string, string],
  traceparent: string,
): Promise<void> {
  const follow = { followerId: from, followeeId: to };
  if (await removeFollow(tx, follow)) await tellUnfollowed(eventLog, tx, follow, traceparent);
  const request = { requesterId: from, targetId: to };
  if (await removeRequest(tx, request)) {
    await tellFollowRequestEnded(eventLog, tx, request, 'withdrawn', traceparent);
  }
  const places = await removePlaces(tx, from, to);
  await tellMembersRemoved(eventLog, tx, places, traceparent);
}

async function unmute(
  { eventLog }: ProfileContext,
  tx: Transaction,
  muting: { muterId: string; mutedId: string },
  traceparent: string,
): Promise<void> {
  if (await removeMute(tx, muting)) await tellUnmuted(eventLog, tx, muting, traceparent);
  if (await removeRepostMute(tx, muting)) await tellRepostsUnmuted(eventLog, tx, muting, traceparent);
}
