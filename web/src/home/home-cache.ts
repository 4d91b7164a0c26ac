import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { flattenPosts, type PostPage, postKeys } from '../post/post-cache.ts';

/** Reads the home timeline anew when it is next looked at: what belongs in it has changed. */
export function rereadHomeLater(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: postKeys.home, refetchType: 'none' });
}

/** Whether the home timeline shows a post; undefined while it has not been read. */
export function isShownAtHome(client: QueryClient, postId: string): boolean | undefined {
  const list = client.getQueryData<InfiniteData<PostPage, unknown>>(postKeys.home);
  return list && flattenPosts(list).some((post) => post.postId === postId);
}
