import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { newRequestId } from '../rpc/request-id.ts';
import { clients } from '../session/current.ts';
import { unreadQuery } from './notification-cache.ts';

/** What has been in view for this long has been read. */
const readAfterMs = 1_500;

/** One notification, or all that had happened by a time. */
type Marked = { notificationIds: string[] } | { upToUpdateTime: Date };

/** Marks notifications as read. */
export function useMarkRead() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: Marked & { requestId: string }) => clients.notifications.markRead(request),
    onSuccess: ({ unreadCount }) => queryClient.setQueryData(unreadQuery.queryKey, unreadCount),
  });
}

/** Marks everything up to the newest as read once it has been in view for a moment. */
export function useMarkReadOnView(newest: Date | undefined, unread: number): void {
  const { mutate } = useMarkRead();
  const newestMs = newest?.getTime();
  useEffect(() => {
    if (newestMs === undefined || unread === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      timer = setTimeout(() => mutate({ requestId: newRequestId(), upToUpdateTime: new Date(newestMs) }), readAfterMs);
    };
    begin();
    document.addEventListener('visibilitychange', begin);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', begin);
    };
  }, [newestMs, unread, mutate]);
}
