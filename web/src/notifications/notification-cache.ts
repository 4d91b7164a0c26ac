import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Notification } from '#gen/tertulia/notifications/v1/notification.ts';
import { clients } from '../session/current.ts';
import { applyNews, type NotificationList, type NotificationPage } from './notification-list.ts';

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
}

/** Takes what the stream tells. */
export function receiveNotifications(client: QueryClient, { changed, removedIds }: News): void {
  if (changed.length === 0 && removedIds.length === 0) return;
  client.setQueryData<NotificationList>(
    notificationsQuery.queryKey,
    (list) => list && applyNews(list, changed, removedIds),
  );
}
