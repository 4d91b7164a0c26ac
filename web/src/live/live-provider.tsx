import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { fetchNewestHomeIds } from '../home/home-queries.ts';
import { announcementMessages } from '../notifications/announcement-messages.ts';
import { notificationsQuery, receiveNotifications, unreadQuery } from '../notifications/notification-cache.ts';
import { postKeys } from '../post/post-cache.ts';
import { onceRead } from '../rpc/once-read.ts';
import { clients } from '../session/current.ts';
import { announce } from '../ui/announcer.tsx';
import { useConnection } from './connection.ts';
import { LiveContext } from './live-state.ts';
import { watchShared } from './share.ts';
import { useWaitingPosts } from './waiting-posts.ts';

/** Keeps the streams of who is signed in open, and gives what they tell to the pages. */
export function LiveProvider({ accountId, children }: { accountId: string; children: ReactNode }) {
  const queryClient = useQueryClient();
  const { onConnected } = useConnection();
  const { waitingPostIds, addWaiting, takeWaitingPosts } = useWaitingPosts(accountId);

  const receivePosts = useCallback(
    (postIds: readonly string[]) => {
      addWaiting(postIds);
      onceRead(queryClient, postKeys.home, () => addWaiting(postIds));
    },
    [queryClient, addWaiting],
  );
  const catchUp = useCallback(async () => {
    // Posts may have come between the reading of the timeline and the beginning of the stream.
    receivePosts((await fetchNewestHomeIds().catch(() => [])).reverse());
  }, [receivePosts]);

  useEffect(() => {
    const ending = new AbortController();
    void watchShared(
      {
        name: `tertulia.home.${accountId}`,
        open: (cursor, signal) => clients.timelines.watchHome({ cursor }, { signal }),
        onConnected: (connected) => onConnected('home', connected),
        onMessage({ postIds }, resumed) {
          receivePosts(postIds);
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
          const news = { changed: notifications, removedIds: removedNotificationIds };
          const { queryKey } = notificationsQuery;
          queryClient.setQueryData(unreadQuery.queryKey, unreadCount);
          receiveNotifications(queryClient, news);
          onceRead(queryClient, queryKey, () => receiveNotifications(queryClient, news));
          if (!resumed) void queryClient.invalidateQueries({ queryKey });
          const unread = notifications.filter(({ read }) => !read);
          if (unread.length > 0) announce(announcementMessages.announcement(unread.length));
        },
      },
      ending.signal,
    );
    return () => ending.abort();
  }, [accountId, queryClient, onConnected, receivePosts, catchUp]);

  const live = useMemo(() => ({ waitingPostIds, takeWaitingPosts }), [waitingPostIds, takeWaitingPosts]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
