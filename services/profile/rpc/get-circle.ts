import { z } from 'zod';
import type { CircleServiceImplementation } from '#gen/tertulia/profile/v1/circle_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { circleToProto } from '../convert.ts';
import { findOwnCircle } from './own-circle.ts';

const schema = z.object({ circleId: id });

export const getCircle =
  (context: ProfileContext): CircleServiceImplementation<CallExtension>['getCircle'] =>
  async (message, call) => {
    const { circleId } = parse(schema, message);
    return { circle: circleToProto(await findOwnCircle(context.database, memberId(call), circleId)) };
  };
