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

/** Takes what the stream tells: `arrived` oldest first. */
export function receiveNotifications(client: QueryClient, arrived: readonly Notification[], unread: number): void {
  client.setQueryData(unreadQuery.queryKey, unread);
  if (arrived.length === 0) return;
  client.setQueryData<InfiniteData<NotificationPage, unknown>>(notificationsQuery.queryKey, (list) => {
    const [first, ...rest] = list?.pages ?? [];
    if (list === undefined || first === undefined) return list;
    return {
      ...list,
      pages: [{ ...first, notifications: [...arrived].reverse().concat(first.notifications) }, ...rest],
    };
  });
}

/** The notifications of a list in order, each once. */
export function flattenNotifications(list: InfiniteData<NotificationPage, unknown> | undefined): Notification[] {
  const all = list?.pages.flatMap((page) => page.notifications) ?? [];
  return [...new Map(all.map((notification) => [notification.notificationId, notification])).values()];
}
