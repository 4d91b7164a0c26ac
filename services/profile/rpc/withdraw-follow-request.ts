import {
  type FollowRequestServiceImplementation,
  WithdrawFollowRequestRequest,
  WithdrawFollowRequestResponse,
} from '#gen/tertulia/profile/v1/follow_request_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { tellFollowRequestEnded } from '../events/request-events.ts';
import { removeRequest } from '../store/request-store.ts';
import { actOnAccount } from './act-on-account.ts';

export const withdrawFollowRequest =
  (context: ProfileContext): FollowRequestServiceImplementation<CallExtension>['withdrawFollowRequest'] =>
  async (message, call) => {
    const types = { request: WithdrawFollowRequestRequest, response: WithdrawFollowRequestResponse };
    return actOnAccount(context, call, message, types, async (tx, { callerId, other }) => {
      const request = { requesterId: callerId, targetId: other.accountId };
      const wasThere = await removeRequest(tx, request);
      if (wasThere) await tellFollowRequestEnded(context.eventLog, tx, request, 'withdrawn', call.traceparent);
    });
  };
