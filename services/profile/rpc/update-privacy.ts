import { z } from 'zod';
import {
  type GraphServiceImplementation,
  UpdatePrivacyRequest,
  UpdatePrivacyResponse,
} from '#gen/tertulia/profile/v1/graph_service.ts';
import { type Call, type CallExtension, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { requestId } from '../../kit/fields.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import type { Profile } from '../domain/account.ts';
import { tellCardChanged } from '../events/account-events.ts';
import { tellFollowedByRequest } from '../events/graph-events.ts';
import { tellFollowRequestsAccepted } from '../events/request-events.ts';
import { changePrivate } from '../store/account-store.ts';
import { addFollows } from '../store/bulk-store.ts';
import { findProfile } from '../store/profile-store.ts';
import { countRequestsTo, takeRequestsTo } from '../store/request-store.ts';

const schema = z.object({ requestId, private: z.boolean(), validateOnly: z.boolean() });

export const updatePrivacy =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['updatePrivacy'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const accountId = memberId(call);
    if (request.validateOnly) return foresee(context, accountId, request.private);
    const types = { request: UpdatePrivacyRequest, response: UpdatePrivacyResponse };
    return once(context.database, call, request, types, async (tx) => {
      const account = await findOwn(tx, accountId);
      if (account.private === request.private) return { private: request.private, acceptedRequestCount: 0 };
      await changePrivate(tx, accountId, request.private);
      await tellCardChanged(context.eventLog, tx, { ...account, private: request.private }, call.traceparent);
      const acceptedRequestCount = request.private ? 0 : await acceptAll(context, tx, accountId, call);
      return { private: request.private, acceptedRequestCount };
    });
  };

/** A public account has no requests, so that there is nothing to look up about what it is now. */
async function foresee(
  { database }: ProfileContext,
  accountId: string,
  isPrivate: boolean,
): Promise<UpdatePrivacyResponse> {
  return { private: isPrivate, acceptedRequestCount: isPrivate ? 0 : await countRequestsTo(database, accountId) };
}

async function findOwn(tx: Transaction, accountId: string): Promise<Profile> {
  const account = await findProfile(tx, accountId, accountId);
  if (!account) throw new SessionHasEnded();
  return account;
}

/** There may be thousands: they are accepted in a handful of statements, who asked first first. */
async function acceptAll(context: ProfileContext, tx: Transaction, targetId: string, call: Call): Promise<number> {
  const requesters = await takeRequestsTo(tx, targetId);
  const requests = requesters.map((requesterId) => ({ requesterId, targetId }));
  await tellFollowRequestsAccepted(context.eventLog, tx, requests, call.traceparent);
  const follows = requesters.map((followerId) => ({ followerId, followeeId: targetId, followId: context.newId() }));
  const added = await addFollows(tx, follows);
  await tellFollowedByRequest(context.eventLog, tx, added, call.traceparent);
  return requests.length;
}
