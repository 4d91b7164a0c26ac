import type { FollowRequestServiceImplementation } from '#gen/tertulia/profile/v1/follow_request_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { findOutgoingRequests } from '../store/request-store.ts';
import { listFollowRequests } from './list-follow-requests.ts';

export const listOutgoingFollowRequests =
  (context: ProfileContext): FollowRequestServiceImplementation<CallExtension>['listOutgoingFollowRequests'] =>
  (message, call) =>
    listFollowRequests(context, call, message, findOutgoingRequests);
