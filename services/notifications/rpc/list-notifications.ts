import { z } from 'zod';
import type { NotificationServiceImplementation } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { notificationToProto } from '../convert.ts';
import { listIds } from '../store/notification-store.ts';
import { readNotifications } from '../store/viewed-store.ts';
import { readPagePlace, writePagePlace } from './page-place.ts';

const schema = z.object({ pageSize, pageToken });

export const listNotifications =
  ({
    database,
    eventLog,
  }: NotificationsContext): NotificationServiceImplementation<CallExtension>['listNotifications'] =>
  async (request, call) => {
    const { pageSize, pageToken } = parse(schema, request);
    const receiverId = memberId(call);
    const list = ['ListNotifications', receiverId];
    const { head, ...after } = await readPagePlace(eventLog, list, pageToken);
    const found = await listIds(database, receiverId, head, after, pageSize + 1);
    const page = found.slice(0, pageSize);
    const last = found.length > pageSize ? page.at(-1) : undefined;
    const notifications = await readNotifications(
      database,
      page.map((place) => place.id),
    );
    return {
      notifications: notifications.map(notificationToProto),
      nextPageToken: writePagePlace(list, head, last),
    };
  };
