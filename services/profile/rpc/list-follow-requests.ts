import type { FollowRequestEntry } from '#gen/tertulia/profile/v1/follow_request_service.ts';
import type { Call } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { cardToProto } from '../convert.ts';
import type { findIncomingRequests, ListedRequest } from '../store/request-store.ts';
import { listOwnAccounts } from './list-own.ts';

/** One page of the caller's requests of one direction. */
export async function listFollowRequests(
  context: ProfileContext,
  call: Call,
  message: unknown,
  find: typeof findIncomingRequests,
): Promise<{ followRequests: FollowRequestEntry[]; nextPageToken: string }> {
  const { items, nextPageToken } = await listOwnAccounts<ListedRequest>(call, message, {
    read: (viewer, page) => find(context.database, viewer, page),
    cursorOf: ({ followRequestId }) => followRequestId,
  });
  const followRequests = items.map(({ card, createTime }) => ({ account: cardToProto(card), createTime }));
  return { followRequests, nextPageToken };
}
