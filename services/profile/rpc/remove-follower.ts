import {
  type GraphServiceImplementation,
  RemoveFollowerRequest,
  RemoveFollowerResponse,
} from '#gen/tertulia/profile/v1/graph_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { tellUnfollowed } from '../events/graph-events.ts';
import { removeFollow } from '../store/follow-store.ts';
import { actOnAccount } from './act-on-account.ts';

export const removeFollower =
  (context: ProfileContext): GraphServiceImplementation<CallExtension>['removeFollower'] =>
  async (message, call) => {
    const types = { request: RemoveFollowerRequest, response: RemoveFollowerResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const follow = { followerId: other.accountId, followeeId: callerId };
      const wasThere = await removeFollow(tx, follow);
      if (wasThere) await tellUnfollowed(context.eventLog, tx, follow, call.traceparent);
    });
  };
