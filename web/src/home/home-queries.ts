import { infiniteQueryOptions } from '@tanstack/react-query';
import { postKeys } from '../post/post-cache.ts';
import { clients } from '../session/current.ts';

const pageSize = 20;

/** The home timeline. It is not read anew by itself: what is new waits until it is asked for, so nothing jumps. */
export const homeQuery = infiniteQueryOptions({
  queryKey: postKeys.home,
  queryFn: ({ pageParam, signal }) =>
    clients.timelines.listHomeTimeline({ pageSize, pageToken: pageParam }, { signal }),
  initialPageParam: '',
  getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  staleTime: Number.POSITIVE_INFINITY,
});

/** The ids of the newest page of the home timeline, newest first. */
export async function fetchNewestHomeIds(): Promise<string[]> {
  const { posts } = await clients.timelines.listHomeTimeline({ pageSize });
  return posts.map(({ postId }) => postId);
}
