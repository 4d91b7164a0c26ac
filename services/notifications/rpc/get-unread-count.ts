import type { NotificationServiceImplementation } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { NotificationsContext } from '../context.ts';
import { countUnreadOf } from '../store/notification-store.ts';

export const getUnreadCount =
  ({ database }: NotificationsContext): NotificationServiceImplementation<CallExtension>['getUnreadCount'] =>
  async (_request, call) => ({ unreadCount: await countUnreadOf(database, memberId(call)) });
