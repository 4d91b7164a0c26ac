import type { NotificationPreferencesServiceImplementation } from '#gen/tertulia/notifications/v1/notification_preferences_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { NotificationsContext } from '../context.ts';
import { preferencesToProto } from '../convert.ts';
import { readPreferences } from '../store/settings-store.ts';

export const getNotificationPreferences =
  ({
    database,
  }: NotificationsContext): NotificationPreferencesServiceImplementation<CallExtension>['getNotificationPreferences'] =>
  async (_request, call) => ({ preferences: preferencesToProto(await readPreferences(database, memberId(call))) });
