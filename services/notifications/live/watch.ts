import { NotificationCreated } from '#gen/tertulia/notifications/v1/notification_events.ts';
import type { NotificationsContext } from '../context.ts';
import type { ViewedNotification } from '../domain/notification.ts';
import { countUnreadOf, readVisible } from '../store/viewed-store.ts';

/** One message of a stream. */
export interface News {
  /** Oldest first. */
  readonly notifications: readonly ViewedNotification[];
  readonly unreadCount: number;
  /** The position that the stream has reached with this message. */
  readonly position: bigint;
}

/** How many notifications one message holds at most. */
const messageLimit = 100;

/**
 * Follows a receiver's notifications after a position of the log, or from now on.
 * The first message comes at once. Each notification comes once: what a position
 * covers is never told again, whatever is waiting in the mailbox.
 */
export async function* watchReceiver(
  context: NotificationsContext,
  receiverId: string,
  after: bigint | undefined,
  signal: AbortSignal,
): AsyncGenerator<News, void> {
  // Before the first read: an event between the two would else be lost.
  using opened = context.hub.open(receiverId);
  let position = after ?? (await context.eventLog.head());
  let unreadCount = 0;
  let mail: Awaited<ReturnType<typeof opened.mailbox.next>> = 'overflow';
  for (; mail !== 'aborted'; mail = await opened.mailbox.next(context.heartbeatMs, signal)) {
    if (mail === 'overflow') {
      for await (const news of readMissed(context, receiverId, position)) {
        ({ position, unreadCount } = news);
        yield news;
      }
    } else if (mail === 'timeout') {
      yield { notifications: [], unreadCount, position };
    } else if (mail.position > position) {
      const fresh = mail.notifications.filter((event) => event.position > position);
      const changed = fresh.length > 0 || mail.unreadCount !== unreadCount;
      ({ position, unreadCount } = mail);
      if (changed) yield { notifications: fresh.map(({ notification }) => notification), unreadCount, position };
    }
  }
}

/** What the log tells of a receiver after a position: at least one message, empty ones only at the end. */
async function* readMissed(
  { database, eventLog }: NotificationsContext,
  receiverId: string,
  after: bigint,
): AsyncGenerator<News, void> {
  for (let position = after, more = true; more; ) {
    const events = await eventLog.readSubject(receiverId, position, messageLimit);
    more = events.length === messageLimit;
    position = events.at(-1)?.position ?? position;
    const created = events.filter(({ type }) => type === NotificationCreated.$type);
    const ids = created.map(({ payload }) => NotificationCreated.decode(payload).notificationId);
    const notifications = ids.length === 0 ? [] : inOrderOf(ids, await readVisible(database, ids));
    if (more && notifications.length === 0) continue;
    yield { notifications, unreadCount: await countUnreadOf(database, receiverId), position };
  }
}

function inOrderOf(ids: readonly string[], notifications: readonly ViewedNotification[]): ViewedNotification[] {
  const byId = new Map(notifications.map((notification) => [notification.notificationId, notification]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
