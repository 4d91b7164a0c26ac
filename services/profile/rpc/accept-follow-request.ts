import {
  AcceptFollowRequestRequest,
  AcceptFollowRequestResponse,
  type FollowRequestServiceImplementation,
} from '#gen/tertulia/profile/v1/follow_request_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { tellFollowed } from '../events/graph-events.ts';
import { tellFollowRequestEnded } from '../events/request-events.ts';
import { addFollow } from '../store/follow-store.ts';
import { removeRequest } from '../store/request-store.ts';
import { actOnAccount } from './act-on-account.ts';

export const acceptFollowRequest =
  (context: ProfileContext): FollowRequestServiceImplementation<CallExtension>['acceptFollowRequest'] =>
  async (message, call) => {
    const types = { request: AcceptFollowRequestRequest, response: AcceptFollowRequestResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const request = { requesterId: other.accountId, targetId: callerId };
      if (!(await removeRequest(tx, request))) return;
      await tellFollowRequestEnded(context.eventLog, tx, request, 'accepted', call.traceparent);
      const follow = { followerId: other.accountId, followeeId: callerId };
      const isNew = await addFollow(tx, follow, context.newId());
      if (isNew) await tellFollowed(context.eventLog, tx, { ...follow, byRequest: true }, call.traceparent);
    });
  };
