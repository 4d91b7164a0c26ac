import {
  FollowRequest,
  FollowResponse,
  type GraphServiceImplementation,
} from '#gen/tertulia/profile/v1/graph_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { AccountBlocked } from '../domain/errors.ts';
import { tellFollowed } from '../events/graph-events.ts';
import { tellFollowRequested } from '../events/request-events.ts';
import { addFollow } from '../store/follow-store.ts';
import { addRequest } from '../store/request-store.ts';
import { refuseOneself } from './account-seen.ts';
import { actOnAccount } from './act-on-account.ts';

export const follow =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['follow'] =>
  async (message, call) => {
    const types = { request: FollowRequest, response: FollowResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const followeeId = other.accountId;
      refuseOneself(callerId, followeeId);
      if (other.relation.blocking) throw new AccountBlocked();
      if (other.relation.following) return;
      if (other.private) {
        const request = { requesterId: callerId, targetId: followeeId };
        const isNew = await addRequest(tx, request, { followRequestId: context.newId(), createTime: context.now() });
        if (isNew) await tellFollowRequested(context.eventLog, tx, request, call.traceparent);
        return;
      }
      const follow = { followerId: callerId, followeeId };
      const isNew = await addFollow(tx, follow, context.newId());
      if (isNew) await tellFollowed(context.eventLog, tx, follow, call.traceparent);
    });
  };
