import { z } from 'zod';
import type { NotificationServiceImplementation } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, pageSize, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { NotificationNotFound } from '../domain/errors.ts';
import { findUpdateTime } from '../store/notification-store.ts';
import { readActors } from '../store/viewed-store.ts';
import { readPagePlace, writePagePlace } from './page-place.ts';

const schema = z.object({ notificationId: id, pageSize, pageToken });

export const listNotificationActors =
  ({
    database,
    eventLog,
  }: NotificationsContext): NotificationServiceImplementation<CallExtension>['listNotificationActors'] =>
  async (request, call) => {
    const { notificationId, pageSize, pageToken } = parse(schema, request);
    const receiverId = memberId(call);
    const list = ['ListNotificationActors', receiverId, notificationId];
    const place = await readPagePlace(eventLog, list, pageToken);
    if ((await findUpdateTime(database, receiverId, notificationId)) === undefined) throw new NotificationNotFound();
    const found = await readActors(database, { notificationId, ...place, limit: pageSize + 1 });
    const page = found.slice(0, pageSize);
    const last = found.length > pageSize ? page.at(-1) : undefined;
    return {
      actors: page.map(({ card }) => card),
      nextPageToken: writePagePlace(list, place.head, last && { time: last.time, id: last.card.accountId }),
    };
  };
