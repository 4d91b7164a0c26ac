import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Notification } from '#gen/tertulia/notifications/v1/notification.ts';
import { clients } from '../session/current.ts';

interface NotificationPage {
  notifications: Notification[];
  nextPageToken: string;
}

/** The notifications, newest first. Read anew whenever the page is opened: what was undone has gone. */
export const notificationsQuery = infiniteQueryOptions({
  queryKey: ['notifications'],
  queryFn: ({ pageParam, signal }): Promise<NotificationPage> =>
    clients.notifications.listNotifications({ pageToken: pageParam }, { signal }),
  initialPageParam: '',
  getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  staleTime: 0,
});

/** How many are unread. The stream keeps it up to date. */
export const unreadQuery = queryOptions({
  queryKey: ['unread'],
  queryFn: async ({ signal }) => (await clients.notifications.getUnreadCount({}, { signal })).unreadCount,
  staleTime: Number.POSITIVE_INFINITY,
});

/** What the stream tells. */
interface News {
  /** As they are now, in the order in which they changed. */
  readonly changed: readonly Notification[];
  readonly removedIds: readonly string[];
  readonly unread: number;
}

/** Takes what the stream tells. */
export function receiveNotifications(client: QueryClient, { changed, removedIds, unread }: News): void {
  client.setQueryData(unreadQuery.queryKey, unread);
  if (changed.length === 0 && removedIds.length === 0) return;
  client.setQueryData<InfiniteData<NotificationPage, unknown>>(notificationsQuery.queryKey, (list) => {
    if (list === undefined) return list;
    const known = new Map(flattenNotifications(list).map((one) => [one.notificationId, one]));
    const risen = changed.filter((one) => isNewer(one, known.get(one.notificationId)));
    const gone = new Set([...removedIds, ...risen.map(({ notificationId }) => notificationId)]);
    const news = new Map(changed.map((one) => [one.notificationId, one]));
    const pages = list.pages.map((page) => ({
      ...page,
      notifications: page.notifications
        .filter(({ notificationId }) => !gone.has(notificationId))
        .map((one) => replaced(one, news.get(one.notificationId))),
    }));
    const [first, ...rest] = pages;
    if (first === undefined) return list;
    return { ...list, pages: [{ ...first, notifications: [...risen.reverse(), ...first.notifications] }, ...rest] };
  });
}

/** It is new here, or others joined it. What is read already and not here is further down in the list. */
function isNewer(one: Notification, known: Notification | undefined): boolean {
  if (known === undefined) return !one.read;
  return (one.updateTime?.getTime() ?? 0) > (known.updateTime?.getTime() ?? 0);
}

/** What was just read keeps its mark for this visit. */
function replaced(known: Notification, now: Notification | undefined): Notification {
  return now === undefined ? known : { ...now, read: now.read && known.read };
}

/** The notifications of a list in order, each once. */
export function flattenNotifications(list: InfiniteData<NotificationPage, unknown> | undefined): Notification[] {
  const all = list?.pages.flatMap((page) => page.notifications) ?? [];
  return [...new Map(all.map((notification) => [notification.notificationId, notification])).values()];
}
