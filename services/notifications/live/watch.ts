import { NotificationChanged } from '#gen/tertulia/notifications/v1/notification_events.ts';
import type { WatchNotificationsResponse } from '#gen/tertulia/notifications/v1/notification_service.ts';
import type { Ending } from '../../kit/ending.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import type { NotificationsContext } from '../context.ts';
import { notificationToProto } from '../convert.ts';
import type { Notification } from '../domain/notification.ts';
import { countUnreadOf } from '../store/notification-store.ts';
import { readNotifications } from '../store/viewed-store.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { Change, Mail } from './mailbox.ts';

/** One message of a stream. */
interface News {
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
export type Watching = Pick<NotificationsContext, 'database' | 'eventLog' | 'hub' | 'heartbeat'>;

/**
 * Follows a receiver's notifications from a cursor, or from now on.
 * The first message comes at once. Each change comes once: what a position
 * covers is never told again, whatever is waiting in the mailbox.
 * One generator for all of it, since each that waits in another takes memory for as long as the stream is open.
 */
export async function* watchReceiver(
  context: Watching,
  receiverId: string,
  cursor: string,
  ending: Ending,
): AsyncGenerator<WatchNotificationsResponse, void> {
  // Before the first read: an event between the two would else be lost.
  using mailbox = context.hub.open(receiverId);
  const { heartbeat, eventLog } = context;
  let position = (await readCursor(eventLog, cursor)) ?? (await eventLog.head());
  let unreadCount = 0;
  for (let mail: Mail = 'overflow'; mail !== 'aborted'; mail = mailbox.take(ending)) {
    if (mail === 'overflow') {
      for await (const news of readMissed(context, receiverId, position)) {
        ({ position, unreadCount } = news);
        yield write(eventLog, news);
      }
    } else if (mail === 'timeout') {
      yield write(eventLog, { notifications: [], removedIds: [], unreadCount, position });
    } else if (mail.position > position) {
      const fresh = mail.changes.filter((change) => change.position > position);
      const changed = fresh.length > 0 || mail.unreadCount !== unreadCount;
      ({ position, unreadCount } = mail);
      if (changed) yield write(eventLog, { ...parted(fresh), unreadCount, position });
    }
    await mailbox.wait(heartbeat, ending);
  }
}

function write({ logId }: EventLog, news: News): WatchNotificationsResponse {
  return {
    notifications: news.notifications.map(notificationToProto),
    removedNotificationIds: [...news.removedIds],
    unreadCount: news.unreadCount,
    cursor: writeCursor(logId, news.position),
  };
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
