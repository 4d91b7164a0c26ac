import { z } from 'zod';
import { type Call, viewerId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { isVisible, mayListFollows, type SeenCard } from '../domain/account.ts';
import { AccountPrivate } from '../domain/errors.ts';
import type { Follower, findFollowers } from '../store/follow-store.ts';
import { findSeenProfile } from './account-seen.ts';
import { answerPage } from './answer-page.ts';

const schema = z.object({ accountId: id, pageSize, pageToken });

/** One page of one end of an account's follows: what its two lists have in common. */
export async function listFollows(
  context: ProfileContext,
  call: Call,
  message: unknown,
  find: typeof findFollowers,
): Promise<{ cards: SeenCard[]; nextPageToken: string }> {
  const request = parse(schema, message);
  const { accountId } = request;
  const viewer = viewerId(call);
  const account = await findSeenProfile(context.database, viewer, accountId);
  if (!mayListFollows(viewer, account)) throw new AccountPrivate();
  const { items, nextPageToken } = await answerPage<Follower>(call, [accountId], request, {
    read: (before, limit) => find(context.database, viewer, { accountId, before, limit }),
    cursorOf: (follower) => follower.followId,
    isVisible: (follower) => isVisible(viewer, follower.card),
  });
  return { cards: items.map((follower) => follower.card), nextPageToken };
}
