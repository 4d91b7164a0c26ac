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
import { tell } from '../events/notify.ts';
import {
  countUnreadOf,
  findUpdateTime,
  findVisible,
  markReadUpTo,
  markRead as markSome,
} from '../store/notification-store.ts';

const ways = ['notification_ids', 'up_to_notification_id', 'up_to_update_time'];

const schema = z
  .object({
    requestId,
    notificationIds: ids({ min: 0, max: 100 }),
    upToNotificationId: z.union([z.literal(''), id], 'must be a UUID or empty'),
    upToUpdateTime: z.date('must be a time').optional(),
  })
  .check(({ value, issues }) => {
    const { notificationIds, upToNotificationId, upToUpdateTime } = value;
    const given = [notificationIds.length > 0, upToNotificationId !== '', upToUpdateTime !== undefined];
    if (given.filter(Boolean).length === 1) return;
    const message = `exactly one of ${ways.join(', ')} must be set`;
    issues.push({ code: 'custom', path: ['upToNotificationId'], message, input: upToNotificationId });
  });

type Marking = z.infer<typeof schema>;

const types = { request: MarkReadRequest, response: MarkReadResponse };

export const markRead =
  (context: NotificationsContext): NotificationServiceImplementation<CallExtension>['markRead'] =>
  async (request, call) => {
    const marking = parse(schema, request);
    const receiverId = memberId(call);
    return once(context.database, call, { ...request, requestId: marking.requestId }, types, async (tx) => {
      const marked = await mark(tx, receiverId, marking);
      const changed = marked.map((notificationId) => ({ notificationId, receiverId }));
      await tell(context, tx, changed, call.traceparent);
      return { unreadCount: await countUnreadOf(tx, receiverId) };
    });
  };

async function mark(tx: Transaction, receiverId: string, marking: Marking): Promise<string[]> {
  const { notificationIds, upToNotificationId, upToUpdateTime } = marking;
  if (upToUpdateTime) return markReadUpTo(tx, receiverId, upToUpdateTime.getTime(), '~');
  if (upToNotificationId !== '') {
    const time = await findUpdateTime(tx, receiverId, upToNotificationId);
    return markReadUpTo(tx, receiverId, time ?? timeOfId(upToNotificationId), upToNotificationId);
  }
  const visible = await findVisible(tx, receiverId, notificationIds);
  if (visible.length < new Set(notificationIds).size) throw new NotificationNotFound();
  return markSome(tx, receiverId, visible);
}

/** When a notification began that is not there any more: a UUIDv7 begins with the time in milliseconds. */
function timeOfId(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}
