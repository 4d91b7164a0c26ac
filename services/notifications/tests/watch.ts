import type { Notification } from '#gen/tertulia/notifications/v1/notification.ts';
import type { WatchNotificationsResponse } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { inShort, type Person } from './start-scene.ts';

/** Watches in the background. */
export function watch({ client }: Pick<Person, 'client'>, cursor = '') {
  const stopping = new AbortController();
  const messages: WatchNotificationsResponse[] = [];
  const ended = (async () => {
    for await (const message of client.watchNotifications({ cursor }, { signal: stopping.signal }))
      messages.push(message);
  })();
  ended.catch(() => undefined);
  return {
    messages,
    ended,
    /** Everything told so far, in short. */
    told: () => messages.flatMap(({ notifications }) => notifications.map(inShort)),
    /** What is there after all that was told, in short, newest first. */
    standing() {
      const notifications = new Map<string, Notification>();
      for (const message of messages) {
        for (const id of message.removedNotificationIds) notifications.delete(id);
        for (const one of message.notifications) notifications.set(one.notificationId, one);
      }
      return [...notifications.values()].toSorted(byUpdateTime).map(inShort);
    },
    unread: () => messages.at(-1)?.unreadCount,
    cursor: () => messages.at(-1)?.cursor,
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      await ended.catch(() => undefined);
    },
  };
}

function byUpdateTime(one: Notification, other: Notification): number {
  return (other.updateTime?.getTime() ?? 0) - (one.updateTime?.getTime() ?? 0);
}
