import { z } from 'zod';
import {
  FollowRequest,
  FollowResponse,
  type GraphServiceImplementation,
} from '#gen/tertulia/profile/v1/graph_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { relationshipToProto } from '../convert.ts';
import { AccountBlocked } from '../domain/errors.ts';
import { tellFollowed } from '../events/graph-events.ts';
import { addFollow } from '../store/graph-store.ts';
import { findCounterpart, refuseOneself } from './account-seen.ts';

const schema = z.object({ requestId, accountId: id });

export const follow =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['follow'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const followerId = memberId(call);
    const followeeId = request.accountId;
    refuseOneself(followerId, followeeId);
    return once(context.database, call, request, { request: FollowRequest, response: FollowResponse }, async (tx) => {
      const followee = await findCounterpart(tx, followerId, followeeId);
      if (followee.relation.blocking) throw new AccountBlocked();
      const isNew = await addFollow(tx, { followerId, followeeId }, context.newId());
      if (isNew) await tellFollowed(context.eventLog, tx, { followerId, followeeId }, call.traceparent);
      return { relationship: relationshipToProto(followeeId, { ...followee.relation, following: true }) };
    });
  };
