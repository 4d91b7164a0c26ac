import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { fetchNewestHomeIds } from '../home/home-queries.ts';
import { announcementMessages } from '../notifications/announcement-messages.ts';
import { notificationsQuery, receiveNotifications } from '../notifications/notification-cache.ts';
import { clients } from '../session/current.ts';
import { announce } from '../ui/announcer.tsx';
import { useConnection } from './connection.ts';
import { LiveContext } from './live-state.ts';
import { watchShared } from './share.ts';
import { useWaitingPosts } from './waiting-posts.ts';

/** Keeps the streams of who is signed in open, and gives what they tell to the pages. */
export function LiveProvider({ accountId, children }: { accountId: string; children: ReactNode }) {
  const queryClient = useQueryClient();
  const { reconnecting, onConnected } = useConnection();
  const { waitingPostIds, addWaiting, takeWaitingPosts } = useWaitingPosts(accountId);

  const catchUp = useCallback(async () => {
    // Posts may have come between the reading of the timeline and the beginning of the stream.
    addWaiting((await fetchNewestHomeIds().catch(() => [])).reverse());
  }, [addWaiting]);

  useEffect(() => {
    const ending = new AbortController();
    void watchShared(
      {
        name: `tertulia.home.${accountId}`,
        open: (cursor, signal) => clients.timelines.watchHome({ cursor }, { signal }),
        onConnected: (connected) => onConnected('home', connected),
        onMessage({ postIds }, resumed) {
          addWaiting(postIds);
          if (!resumed) void catchUp();
        },
      },
      ending.signal,
    );
    void watchShared(
      {
        name: `tertulia.notifications.${accountId}`,
        open: (cursor, signal) => clients.notifications.watchNotifications({ cursor }, { signal }),
        onConnected: (connected) => onConnected('notifications', connected),
        onMessage({ notifications, removedNotificationIds, unreadCount }, resumed) {
          const news = { changed: notifications, removedIds: removedNotificationIds, unread: unreadCount };
          receiveNotifications(queryClient, news);
          if (!resumed) void queryClient.invalidateQueries({ queryKey: notificationsQuery.queryKey });
          const unread = notifications.filter(({ read }) => !read);
          if (unread.length > 0) announce(announcementMessages.announcement(unread.length));
        },
      },
      ending.signal,
    );
    return () => ending.abort();
  }, [accountId, queryClient, onConnected, addWaiting, catchUp]);

  const live = useMemo(
    () => ({ waitingPostIds, takeWaitingPosts, reconnecting }),
    [waitingPostIds, takeWaitingPosts, reconnecting],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}
