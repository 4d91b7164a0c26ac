import type { QueryClient } from '@tanstack/react-query';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { clients } from '../session/current.ts';
import { postKeys } from './post-cache.ts';

/** Something that one does to a post, or takes back. */
export interface PostToggle {
  name: string;
  isOn(post: Post): boolean;
  /** The post as it is shown from now on. */
  show(post: Post, on: boolean): Post;
  /** Does it; resolves with what of the post is now known better. */
  call(on: boolean, request: { requestId: string; postId: string }): Promise<Partial<Post>>;
  /** The lists that change with it; they are read anew when they are next come to. */
  lists(post: Post, myId: string): readonly (readonly unknown[])[];
}

const step = (count: number, on: boolean) => Math.max(0, count + (on ? 1 : -1));

/** Likes. */
export const likeToggle: PostToggle = {
  name: 'like',
  isOn: (post) => post.viewerLiked,
  show: (post, on) => ({ ...post, viewerLiked: on, likeCount: step(post.likeCount, on) }),
  call: (on, request) => (on ? clients.engagement.likePost(request) : clients.engagement.unlikePost(request)),
  lists: ({ postId }, myId) => [['likes', postId], postKeys.liked(myId)],
};

/** Reposts. */
export const repostToggle: PostToggle = {
  name: 'repost',
  isOn: (post) => post.viewerReposted,
  show: (post, on) => ({ ...post, viewerReposted: on, repostCount: step(post.repostCount, on) }),
  call: (on, request) => (on ? clients.engagement.repostPost(request) : clients.engagement.unrepostPost(request)),
  lists: ({ postId }, myId) => [['reposts', postId], postKeys.author(myId)],
};

/** Bookmarks. */
export const bookmarkToggle: PostToggle = {
  name: 'bookmark',
  isOn: (post) => post.viewerBookmarked,
  show: (post, on) => ({ ...post, viewerBookmarked: on }),
  async call(on, request) {
    await (on ? clients.engagement.bookmarkPost(request) : clients.engagement.removeBookmark(request));
    return {};
  },
  lists: () => [postKeys.bookmarks],
};

/** Pins, to the top of one's own profile. */
export const pinToggle: PostToggle = {
  name: 'pin',
  isOn: (post) => post.pinned,
  show: (post, on) => ({ ...post, pinned: on }),
  async call(on, request) {
    await (on ? clients.engagement.pinPost(request) : clients.engagement.unpinPost(request));
    return {};
  },
  lists: (_post, myId) => [postKeys.pinned(myId)],
};

/** Marks the lists that change with a toggle as old. Those on the page stay as they are: nothing jumps. */
export function outdateLists(client: QueryClient, keys: readonly (readonly unknown[])[]): void {
  for (const queryKey of keys) void client.invalidateQueries({ queryKey, refetchType: 'none' });
}
