import { z } from 'zod';
import {
  type CircleServiceImplementation,
  RemoveCircleMembersRequest,
  RemoveCircleMembersResponse,
} from '#gen/tertulia/profile/v1/circle_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, ids, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { circleToProto } from '../convert.ts';
import { tellMembersRemoved } from '../events/circle-events.ts';
import { removeMembers } from '../store/member-store.ts';
import { findOwnCircle } from './own-circle.ts';

const schema = z.object({ requestId, circleId: id, accountIds: ids({ min: 1, max: 100 }) });

export const removeCircleMembers =
  (context: ProfileContext): CircleServiceImplementation<CallExtension>['removeCircleMembers'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const ownerId = memberId(call);
    const types = { request: RemoveCircleMembersRequest, response: RemoveCircleMembersResponse };
    return once(context.database, call, request, types, async (tx) => {
      const circle = await findOwnCircle(tx, ownerId, request.circleId);
      const removed = await removeMembers(tx, circle.circleId, request.accountIds);
      await tellMembersRemoved(context.eventLog, tx, removed, call.traceparent);
      return { circle: circleToProto({ ...circle, memberCount: circle.memberCount - removed.length }) };
    });
  };
