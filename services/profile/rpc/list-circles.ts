import { z } from 'zod';
import type { CircleServiceImplementation } from '#gen/tertulia/profile/v1/circle_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { circleToProto } from '../convert.ts';
import type { Circle } from '../domain/circle.ts';
import { findCircles } from '../store/circle-store.ts';
import { answerPage } from './answer-page.ts';

const schema = z.object({ pageSize, pageToken });

export const listCircles =
  (context: ProfileContext): CircleServiceImplementation<CallExtension>['listCircles'] =>
  async (message, call) => {
    const ownerId = memberId(call);
    const { items, nextPageToken } = await answerPage<Circle>(call, [ownerId], parse(schema, message), {
      read: (before, limit) => findCircles(context.database, ownerId, { before, limit }),
      cursorOf: ({ circleId }) => circleId,
      isVisible: () => true,
    });
    return { circles: items.map(circleToProto), nextPageToken };
  };
