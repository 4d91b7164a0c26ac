import { z } from 'zod';
import {
  type CircleServiceImplementation,
  DeleteCircleRequest,
  DeleteCircleResponse,
} from '#gen/tertulia/profile/v1/circle_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { tellCircleDeleted } from '../events/circle-events.ts';
import { findCircle, removeCircle } from '../store/circle-store.ts';

const schema = z.object({ requestId, circleId: id });

export const deleteCircle =
  (context: ProfileContext): CircleServiceImplementation<CallExtension>['deleteCircle'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const ownerId = memberId(call);
    const types = { request: DeleteCircleRequest, response: DeleteCircleResponse };
    return once(context.database, call, request, types, async (tx) => {
      const circle = await findCircle(tx, ownerId, request.circleId);
      if (!circle) return {};
      await removeCircle(tx, circle.circleId);
      await tellCircleDeleted(context.eventLog, tx, circle, call.traceparent);
      return {};
    });
  };
