import {
  type FollowRequestServiceImplementation,
  RejectFollowRequestRequest,
  RejectFollowRequestResponse,
} from '#gen/tertulia/profile/v1/follow_request_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { tellFollowRequestEnded } from '../events/request-events.ts';
import { removeRequest } from '../store/request-store.ts';
import { actOnAccount } from './act-on-account.ts';

export const rejectFollowRequest =
  (context: ProfileContext): FollowRequestServiceImplementation<CallExtension>['rejectFollowRequest'] =>
  async (message, call) => {
    const types = { request: RejectFollowRequestRequest, response: RejectFollowRequestResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const request = { requesterId: other.accountId, targetId: callerId };
      const wasThere = await removeRequest(tx, request);
      if (wasThere) await tellFollowRequestEnded(context.eventLog, tx, request, 'rejected', call.traceparent);
    });
  };
