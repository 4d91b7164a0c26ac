import {
  type GraphServiceImplementation,
  UnfollowRequest,
  UnfollowResponse,
} from '#gen/tertulia/profile/v1/graph_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { tellUnfollowed } from '../events/graph-events.ts';
import { removeFollow } from '../store/follow-store.ts';
import { actOnAccount } from './act-on-account.ts';

export const unfollow =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['unfollow'] =>
  async (message, call) => {
    const types = { request: UnfollowRequest, response: UnfollowResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const follow = { followerId: callerId, followeeId: other.accountId };
      const wasThere = await removeFollow(tx, follow);
      if (wasThere) await tellUnfollowed(context.eventLog, tx, follow, call.traceparent);
    });
  };
