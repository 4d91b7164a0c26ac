import { z } from 'zod';
import {
  type CircleServiceImplementation,
  CreateCircleRequest,
  CreateCircleResponse,
} from '#gen/tertulia/profile/v1/circle_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { requestId } from '../../kit/fields.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { circleToProto } from '../convert.ts';
import { maxCircles } from '../domain/circle.ts';
import { CircleLimit } from '../domain/errors.ts';
import { accountExists } from '../store/account-store.ts';
import { addCircle, countCircles } from '../store/circle-store.ts';
import { circleName } from './circle-name-field.ts';

const schema = z.object({ requestId, name: circleName });

// Nobody is told: a circle without members is nothing to the other services.
export const createCircle =
  (context: ProfileContext): CircleServiceImplementation<CallExtension>['createCircle'] =>
  async (message, call) => {
    const { requestId, name } = parse(schema, message);
    const ownerId = memberId(call);
    const types = { request: CreateCircleRequest, response: CreateCircleResponse };
    return once(context.database, call, { ...message, requestId }, types, async (tx) => {
      if (!(await accountExists(tx, ownerId))) throw new SessionHasEnded();
      if ((await countCircles(tx, ownerId)) >= maxCircles) throw new CircleLimit();
      const circle = { circleId: context.newId(), ownerId, name, createTime: context.now(), memberCount: 0 };
      await addCircle(tx, circle);
      return { circle: circleToProto(circle) };
    });
  };
