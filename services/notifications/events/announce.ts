import { NotificationCreated, UnreadCountChanged } from '#gen/tertulia/notifications/v1/notification_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { type NewNotification, seesNotification, type ViewedNotification } from '../domain/notification.ts';
import { addNotifications, type Removed, setAnnounced } from '../store/notification-store.ts';
import { readVisible } from '../store/viewed-store.ts';

/**
 * Adds notifications. Those are announced at once that their receivers see; the
 * others wait for what is missing, which another log may bring.
 */
export async function notify(eventLog: EventLog, tx: Transaction, ...notifications: NewNotification[]): Promise<void> {
  const ids = await addNotifications(tx, notifications);
  if (ids.length > 0) await announce(eventLog, tx, await readVisible(tx, ids));
}

/** Announces those of some waiting notifications that their receivers see now, oldest first. Each is announced once. */
export async function announce(
  eventLog: EventLog,
  tx: Transaction,
  waiting: readonly ViewedNotification[],
): Promise<void> {
  const visible = waiting.filter(seesNotification).toSorted(byId);
  if (visible.length === 0) return;
  const told = visible.map(({ notificationId, receiverId }) => ({ notificationId, receiverId }));
  await setAnnounced(
    tx,
    told.map(({ notificationId }) => notificationId),
  );
  const entries = told.map((payload) => ({ subject: payload.receiverId, payload }));
  await eventLog.appendAll(tx, NotificationCreated, entries);
}

/** Tells each receiver once whose unread count may be smaller now. */
export async function tellRemoved(eventLog: EventLog, tx: Transaction, removed: readonly Removed[]): Promise<void> {
  const receivers = new Set(removed.filter(({ unread }) => unread).map(({ receiverId }) => receiverId));
  for (const receiverId of receivers) await tellUnreadCount(eventLog, tx, receiverId);
}

/** Tells that a receiver's unread count may have changed. */
export async function tellUnreadCount(eventLog: EventLog, tx: Transaction, receiverId: string, traceparent?: string) {
  await eventLog.append(tx, receiverId, UnreadCountChanged, { receiverId }, traceparent);
}

/** Ids are in the order of time. */
function byId(one: ViewedNotification, other: ViewedNotification): number {
  return one.notificationId < other.notificationId ? -1 : 1;
}
