import { z } from 'zod';
import { type Call, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { isVisible, type SeenCard } from '../domain/account.ts';
import type { Follower, findFollowers } from '../store/graph-store.ts';
import { findSeenProfile } from './account-seen.ts';
import { fillPage } from './fill-page.ts';

const schema = z.object({ accountId: id, pageSize, pageToken });

/** Sorts after every id: the newest follow comes before it. */
const newest = 'g';

/** One page of one end of an account's follows: what its two lists have in common. */
export async function listFollows(
  context: ProfileContext,
  call: Call,
  message: unknown,
  find: typeof findFollowers,
): Promise<{ cards: SeenCard[]; nextPageToken: string }> {
  const request = parse(schema, message);
  const { accountId } = request;
  const query = [call.method, accountId];
  const [start] = readPageToken(query, request.pageToken) ?? [newest];
  const viewer = viewerId(call);
  await findSeenProfile(context.database, viewer, accountId);
  const page = await fillPage<Follower>({
    pageSize: request.pageSize,
    start: String(start),
    read: (before, limit) => find(context.database, viewer, { accountId, before, limit }),
    cursorOf: (follower) => follower.followId,
    isVisible: (follower) => isVisible(viewer, follower.card),
  });
  const nextPageToken = page.next === undefined ? '' : writePageToken(query, [page.next]);
  return { cards: page.items.map((follower) => follower.card), nextPageToken };
}
