import type { NotificationPreferencesServiceImplementation } from '#gen/tertulia/notifications/v1/notification_preferences_service.ts';
import type { NotificationRequestServiceImplementation } from '#gen/tertulia/notifications/v1/notification_request_service.ts';
import type { NotificationServiceImplementation } from '#gen/tertulia/notifications/v1/notification_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import type { NotificationsContext } from '../context.ts';
import { acceptNotificationRequest, dismissNotificationRequest } from './answer-notification-request.ts';
import { getNotificationPreferences } from './get-notification-preferences.ts';
import { getUnreadCount } from './get-unread-count.ts';
import { listNotificationActors } from './list-notification-actors.ts';
import { listNotificationRequests } from './list-notification-requests.ts';
import { listNotifications } from './list-notifications.ts';
import { listRequestedNotifications } from './list-requested-notifications.ts';
import { markRead } from './mark-read.ts';
import { previewNotificationPreferences } from './preview-notification-preferences.ts';
import { updateNotificationPreferences } from './update-notification-preferences.ts';
import { watchNotifications } from './watch-notifications.ts';

/** tertulia.notifications.v1.NotificationService */
export const notificationService = (
  context: NotificationsContext,
): NotificationServiceImplementation<CallExtension> => ({
  listNotifications: listNotifications(context),
  listNotificationActors: listNotificationActors(context),
  getUnreadCount: getUnreadCount(context),
  markRead: markRead(context),
  watchNotifications: watchNotifications(context),
});

/** tertulia.notifications.v1.NotificationPreferencesService */
export const notificationPreferencesService = (
  context: NotificationsContext,
): NotificationPreferencesServiceImplementation<CallExtension> => ({
  getNotificationPreferences: getNotificationPreferences(context),
  updateNotificationPreferences: updateNotificationPreferences(context),
  previewNotificationPreferences: previewNotificationPreferences(context),
});

/** tertulia.notifications.v1.NotificationRequestService */
export const notificationRequestService = (
  context: NotificationsContext,
): NotificationRequestServiceImplementation<CallExtension> => ({
  listNotificationRequests: listNotificationRequests(context),
  listRequestedNotifications: listRequestedNotifications(context),
  acceptNotificationRequest: acceptNotificationRequest(context),
  dismissNotificationRequest: dismissNotificationRequest(context),
});
