import { z } from 'zod';
import {
  type GraphServiceImplementation,
  UnfollowRequest,
  UnfollowResponse,
} from '#gen/tertulia/profile/v1/graph_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { relationshipToProto } from '../convert.ts';
import { tellUnfollowed } from '../events/graph-events.ts';
import { removeFollow } from '../store/graph-store.ts';
import { findCounterpart } from './account-seen.ts';

const schema = z.object({ requestId, accountId: id });

export const unfollow =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['unfollow'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const followerId = memberId(call);
    const followeeId = request.accountId;
    const types = { request: UnfollowRequest, response: UnfollowResponse };
    return once(context.database, call, request, types, async (tx) => {
      const followee = await findCounterpart(tx, followerId, followeeId);
      const wasThere = await removeFollow(tx, { followerId, followeeId });
      if (wasThere) await tellUnfollowed(context.eventLog, tx, { followerId, followeeId }, call.traceparent);
      return { relationship: relationshipToProto(followeeId, { ...followee.relation, following: false }) };
    });
  };
