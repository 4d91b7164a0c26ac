import { NotificationChanged } from '#gen/tertulia/notifications/v1/notification_events.ts';
import type { NotificationsContext } from '../context.ts';
import type { Notification } from '../domain/notification.ts';
import { countUnreadOf } from '../store/notification-store.ts';
import { readNotifications } from '../store/viewed-store.ts';
import type { Change } from './mailbox.ts';

/** One message of a stream. */
export interface News {
  /** As they are now, in the order in which they changed. */
  readonly notifications: readonly Notification[];
  readonly removedIds: readonly string[];
  readonly unreadCount: number;
  /** The position that the stream has reached with this message. */
  readonly position: bigint;
}

/** How many changes one message holds at most. */
const messageLimit = 100;

/** What a watch works with. */
export type Watching = Pick<NotificationsContext, 'database' | 'eventLog' | 'hub' | 'heartbeatMs'>;

/**
 * Follows a receiver's notifications after a position of the log, or from now on.
 * The first message comes at once. Each change comes once: what a position
 * covers is never told again, whatever is waiting in the mailbox.
 */
export async function* watchReceiver(
  context: Watching,
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
      yield { notifications: [], removedIds: [], unreadCount, position };
    } else if (mail.position > position) {
      const fresh = mail.changes.filter((change) => change.position > position);
      const changed = fresh.length > 0 || mail.unreadCount !== unreadCount;
      ({ position, unreadCount } = mail);
      if (changed) yield { ...parted(fresh), unreadCount, position };
    }
  }
}

/** What the log tells of a receiver after a position: at least one message, empty ones only at the end. */
async function* readMissed(
  { database, eventLog }: Watching,
  receiverId: string,
  after: bigint,
): AsyncGenerator<News, void> {
  for (let position = after, more = true; more; ) {
    const events = await eventLog.readSubject(receiverId, position, messageLimit);
    more = events.length === messageLimit;
    position = events.at(-1)?.position ?? position;
    const changed = events.filter(({ type }) => type === NotificationChanged.$type);
    // By the last change of each, as it is told live too.
    const ids = new Set(changed.map(({ payload }) => NotificationChanged.decode(payload).notificationId).reverse());
    const notifications = await readNotifications(database, [...ids].reverse());
    const visible = new Set(notifications.map(({ notificationId }) => notificationId));
    const removedIds = [...ids].filter((id) => !visible.has(id));
    if (more && ids.size === 0) continue;
    yield { notifications, removedIds, unreadCount: await countUnreadOf(database, receiverId), position };
  }
}

function parted(changes: readonly Change[]): Pick<News, 'notifications' | 'removedIds'> {
  return {
    notifications: changes.flatMap(({ notification }) => notification ?? []),
    removedIds: changes.flatMap(({ notification, notificationId }) => (notification ? [] : [notificationId])),
  };
}
