import { NotificationCreated, UnreadCountChanged } from '#gen/tertulia/notifications/v1/notification_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { type NewNotification, seesNotification, type ViewedNotification } from '../domain/notification.ts';
import { addNotification, type Removed, setAnnounced } from '../store/notification-store.ts';
import { readVisible } from '../store/viewed-store.ts';

/**
 * Adds a notification. It is announced at once if its receiver sees it; else it
 * waits for what is missing, which another log may bring.
 */
export async function notify(eventLog: EventLog, tx: Transaction, notification: NewNotification): Promise<void> {
  const id = await addNotification(tx, notification);
  if (id !== undefined) await announce(eventLog, tx, await readVisible(tx, [id]));
}

/** Announces those of some waiting notifications that their receivers see now, oldest first. Each is announced once. */
export async function announce(
  eventLog: EventLog,
  tx: Transaction,
  waiting: readonly ViewedNotification[],
): Promise<void> {
  for (const notification of waiting.toSorted(byId)) {
    if (!seesNotification(notification)) continue;
    const { notificationId, receiverId } = notification;
    await setAnnounced(tx, notificationId);
    await eventLog.append(tx, receiverId, NotificationCreated, { notificationId, receiverId });
  }
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
