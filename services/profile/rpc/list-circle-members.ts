import { z } from 'zod';
import type { CircleServiceImplementation } from '#gen/tertulia/profile/v1/circle_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { cardToProto } from '../convert.ts';
import { isVisible } from '../domain/account.ts';
import { findMembers, type ListedMember } from '../store/member-store.ts';
import { answerPage } from './answer-page.ts';
import { findOwnCircle } from './own-circle.ts';

const schema = z.object({ circleId: id, pageSize, pageToken });

export const listCircleMembers =
  (context: ProfileContext): CircleServiceImplementation<CallExtension>['listCircleMembers'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const ownerId = memberId(call);
    const { circleId } = await findOwnCircle(context.database, ownerId, request.circleId);
    const { items, nextPageToken } = await answerPage<ListedMember>(call, [circleId], request, {
      read: (before, limit) => findMembers(context.database, ownerId, circleId, { before, limit }),
      cursorOf: ({ entryId }) => entryId,
      isVisible: ({ card }) => isVisible(ownerId, card),
    });
    return { members: items.map(({ card }) => cardToProto(card)), nextPageToken };
  };
