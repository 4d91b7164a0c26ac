import { useQuery } from '@tanstack/react-query';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { postKeys } from '../post/post-cache.ts';

/** Who wrote a post that the page shows; undefined until it has been read. */
export function usePostAuthorId(postId: string): string | undefined {
  const { data } = useQuery<Post>({ queryKey: postKeys.one(postId), enabled: false });
  return data?.author?.accountId;
}
