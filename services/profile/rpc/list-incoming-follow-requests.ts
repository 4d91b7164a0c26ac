import type { FollowRequestServiceImplementation } from '#gen/tertulia/profile/v1/follow_request_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { ProfileContext } from '../context.ts';
import { findIncomingRequests } from '../store/request-store.ts';
import { listFollowRequests } from './list-follow-requests.ts';

export const listIncomingFollowRequests =
  (context: ProfileContext): FollowRequestServiceImplementation<CallExtension>['listIncomingFollowRequests'] =>
  (message, call) =>
    listFollowRequests(context, call, message, findIncomingRequests);
