import { z } from 'zod';
import {
  type CircleServiceImplementation,
  UpdateCircleRequest,
  UpdateCircleResponse,
} from '#gen/tertulia/profile/v1/circle_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { circleToProto } from '../convert.ts';
import { renameCircle } from '../store/circle-store.ts';
import { circleName } from './circle-name-field.ts';
import { findOwnCircle } from './own-circle.ts';

const paths = z.array(z.literal('name', 'must be name')).min(1, 'must name a field');

/** Only the fields that the mask names are looked at. */
const schemaOf = (masked: readonly string[]) =>
  z.object({
    requestId,
    circle: z.object(
      { circleId: id, name: masked.includes('name') ? circleName : z.undefined().catch(undefined) },
      'must be given',
    ),
    updateMask: z.object({ paths }),
  });

export const updateCircle =
  (context: ProfileContext): CircleServiceImplementation<CallExtension>['updateCircle'] =>
  async (message, call) => {
    const masked = message.updateMask ?? [];
    const { requestId, circle } = parse(schemaOf(masked), { ...message, updateMask: { paths: masked } });
    const ownerId = memberId(call);
    const types = { request: UpdateCircleRequest, response: UpdateCircleResponse };
    return once(context.database, call, { ...message, requestId }, types, async (tx) => {
      const before = await findOwnCircle(tx, ownerId, circle.circleId);
      const after = { ...before, name: circle.name ?? before.name };
      await renameCircle(tx, after.circleId, after.name);
      return { circle: circleToProto(after) };
    });
  };
