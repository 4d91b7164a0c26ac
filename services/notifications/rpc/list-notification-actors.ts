import { z } from 'zod';
import type { NotificationServiceImplementation } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { NotificationNotFound } from '../domain/errors.ts';
import { findUpdateTime } from '../store/notification-store.ts';
import { readActors } from '../store/viewed-store.ts';

const schema = z.object({ notificationId: id, pageSize, pageToken });

export const listNotificationActors =
  ({ database }: NotificationsContext): NotificationServiceImplementation<CallExtension>['listNotificationActors'] =>
  async (request, call) => {
    const { notificationId, pageSize, pageToken } = parse(schema, request);
    const receiverId = memberId(call);
    const list = ['ListNotificationActors', receiverId, notificationId];
    const [time = Number.MAX_SAFE_INTEGER, after = '~'] = readPageToken(list, pageToken) ?? [];
    if ((await findUpdateTime(database, receiverId, notificationId)) === undefined) throw new NotificationNotFound();
    const from = { notificationId, time: Number(time), id: String(after), limit: pageSize + 1 };
    const found = await readActors(database, from);
    const page = found.slice(0, pageSize);
    const last = found.length > pageSize ? page.at(-1) : undefined;
    return {
      actors: page.map(({ card }) => card),
      nextPageToken: last ? writePageToken(list, [last.time, last.card.accountId]) : '',
    };
  };
