import type { InfiniteData } from '@tanstack/react-query';
import type { Notification } from '#gen/tertulia/notifications/v1/notification.ts';

/** A page of the notifications. */
export interface NotificationPage {
  notifications: Notification[];
  nextPageToken: string;
}

/** The notifications, newest first, as far as they have been read. */
export type NotificationList = InfiniteData<NotificationPage, unknown>;

/** The notifications of a list in order, each once. */
export function flattenNotifications(list: NotificationList | undefined): Notification[] {
  const all = list?.pages.flatMap((page) => page.notifications) ?? [];
  return [...new Map(all.map((notification) => [notification.notificationId, notification])).values()];
}

/**
 * The list after `changed` (as they are now, in the order in which they changed) and what was removed: what is new, and
 * what others joined, stands where its time has it; what shrank keeps its place; what stands further down than the list
 * has been read is left out.
 */
export function applyNews(
  list: NotificationList,
  changed: readonly Notification[],
  removedIds: readonly string[],
): NotificationList {
  const known = new Map(flattenNotifications(list).map((one) => [one.notificationId, one]));
  const end = endOf(list);
  const risen = changed.filter((one) => {
    const before = known.get(one.notificationId);
    return timeOf(one) > (before === undefined ? end : timeOf(before));
  });
  const gone = new Set([...removedIds, ...risen.map(({ notificationId }) => notificationId)]);
  const news = new Map(changed.map((one) => [one.notificationId, one]));
  const pages = list.pages.map((page) => ({
    ...page,
    notifications: page.notifications
      .filter(({ notificationId }) => !gone.has(notificationId))
      .map((one) => replaced(one, news.get(one.notificationId))),
  }));
  return { ...list, pages: risen.reduce(insert, pages) };
}

/** The time of the oldest that has been read; before all times if there is no more to read. */
function endOf(list: NotificationList): number {
  if (list.pages.at(-1)?.nextPageToken === '') return Number.NEGATIVE_INFINITY;
  const times = flattenNotifications(list).map(timeOf);
  return times.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...times);
}

/** Puts one before the first that is not newer. */
function insert(pages: NotificationPage[], one: Notification): NotificationPage[] {
  const isOlder = (other: Notification) => timeOf(other) <= timeOf(one);
  const found = pages.findIndex(({ notifications }) => notifications.some(isOlder));
  const at = found === -1 ? pages.length - 1 : found;
  return pages.map((page, index) => {
    if (index !== at) return page;
    const { notifications } = page;
    const place = found === -1 ? notifications.length : notifications.findIndex(isOlder);
    return { ...page, notifications: notifications.toSpliced(place, 0, one) };
  });
}

function timeOf({ updateTime }: Notification): number {
  return updateTime?.getTime() ?? 0;
}

/** What was just read keeps its mark for this visit. */
function replaced(known: Notification, now: Notification | undefined): Notification {
  return now === undefined ? known : { ...now, read: now.read && known.read };
}
