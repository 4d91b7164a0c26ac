import { z } from 'zod';
import {
  MarkReadRequest,
  MarkReadResponse,
  type NotificationServiceImplementation,
} from '#gen/tertulia/notifications/v1/notification_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { id, ids, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { NotificationsContext } from '../context.ts';
import { NotificationNotFound } from '../domain/errors.ts';
import { tellUnreadCount } from '../events/announce.ts';
import { markReadUpTo, markRead as markSome } from '../store/notification-store.ts';
import { countUnreadOf, readVisible } from '../store/viewed-store.ts';

const schema = z
  .object({
    requestId,
    notificationIds: ids({ min: 0, max: 100 }),
    upToNotificationId: z.union([z.literal(''), id], 'must be a UUID or empty'),
  })
  .check(({ value, issues }) => {
    const some = value.notificationIds.length > 0;
    const upTo = value.upToNotificationId !== '';
    if (some !== upTo) return;
    const message = `either this or notification_ids must be set${some ? ', not both' : ''}`;
    issues.push({ code: 'custom', path: ['upToNotificationId'], message, input: value.upToNotificationId });
  });

const types = { request: MarkReadRequest, response: MarkReadResponse };

export const markRead =
  ({ database, eventLog }: NotificationsContext): NotificationServiceImplementation<CallExtension>['markRead'] =>
  async (request, call) => {
    const { requestId, notificationIds, upToNotificationId } = parse(schema, request);
    const receiverId = memberId(call);
    return once(database, call, { ...request, requestId }, types, async (tx) => {
      const marked =
        upToNotificationId === ''
          ? await markNamed(tx, receiverId, notificationIds)
          : await markReadUpTo(tx, receiverId, upToNotificationId);
      if (marked > 0) await tellUnreadCount(eventLog, tx, receiverId, call.traceparent);
      return { unreadCount: await countUnreadOf(tx, receiverId) };
    });
  };

async function markNamed(tx: Transaction, receiverId: string, ids: readonly string[]): Promise<number> {
  const visible = await readVisible(tx, ids);
  const own = visible.filter((notification) => notification.receiverId === receiverId);
  if (own.length < new Set(ids).size) throw new NotificationNotFound();
  return markSome(tx, receiverId, ids);
}
