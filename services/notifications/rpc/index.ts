import type { NotificationServiceImplementation } from '#gen/tertulia/notifications/v1/notification_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { NotificationsContext } from '../context.ts';
import { getUnreadCount } from './get-unread-count.ts';
import { listNotifications } from './list-notifications.ts';
import { markRead } from './mark-read.ts';
import { watchNotifications } from './watch-notifications.ts';

/** tertulia.notifications.v1.NotificationService */
export const notificationService = (
  context: NotificationsContext,
): NotificationServiceImplementation<CallExtension> => ({
  listNotifications: listNotifications(context),
  getUnreadCount: getUnreadCount(context),
  markRead: markRead(context),
  watchNotifications: watchNotifications(context),
});
