import { z } from 'zod';
import type { NotificationServiceImplementation } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { notificationToProto } from '../convert.ts';
import { readCursor, writeCursor } from '../live/cursor.ts';
import { watchReceiver } from '../live/watch.ts';

const schema = z.object({ cursor: z.string().max(200, 'must be a cursor that this stream gave') });

export const watchNotifications = (
  context: NotificationsContext,
): NotificationServiceImplementation<CallExtension>['watchNotifications'] =>
  async function* (request, call) {
    const { cursor } = parse(schema, request);
    const after = await readCursor(context.eventLog, cursor);
    for await (const news of watchReceiver(context, memberId(call), after, call.signal)) {
      yield {
        notifications: news.notifications.map(notificationToProto),
        removedNotificationIds: [...news.removedIds],
        unreadCount: news.unreadCount,
        cursor: writeCursor(context.eventLog.logId, news.position),
      };
    }
  };
