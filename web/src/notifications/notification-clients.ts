import { NotificationPreferencesServiceDefinition } from '#gen/tertulia/notifications/v1/notification_preferences_service.ts';
import { NotificationRequestServiceDefinition } from '#gen/tertulia/notifications/v1/notification_request_service.ts';
import { memberClient } from '../session/current.ts';

/** Of what one wants to be notified. */
export const preferences = memberClient(NotificationPreferencesServiceDefinition);

/** What people whom one does not follow want to tell one. */
export const notificationRequests = memberClient(NotificationRequestServiceDefinition);
