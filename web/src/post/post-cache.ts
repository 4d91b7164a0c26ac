import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { onceRead } from '../rpc/once-read.ts';

/** The keys of every query that holds posts: what happens to a post happens in all of them. */
export const postKeys = {
  all: ['posts'] as const,
  home: ['posts', 'home'] as const,
  local: ['posts', 'local'] as const,
  bookmarks: ['posts', 'bookmarks'] as const,
  author: (accountId: string) => ['posts', 'author', accountId] as const,
  pinned: (accountId: string) => ['posts', 'pinned', accountId] as const,
  liked: (accountId: string) => ['posts', 'liked', accountId] as const,
  quotes: (postId: string) => ['posts', 'quotes', postId] as const,
  hashtag: (hashtag: string) => ['posts', 'hashtag', hashtag] as const,
  one: (postId: string) => ['posts', 'one', postId] as const,
};

/** A page of a list of posts. */
export interface PostPage {
  posts: Post[];
  nextPageToken: string;
}

/** A list of posts, as far as it has been read. */
export type PostList = InfiniteData<PostPage, unknown>;

/** Shows a post otherwise, wherever it is shown. */
export function changePost(client: QueryClient, postId: string, change: (post: Post) => Post): void {
  changePosts(client, (post) => (post.postId === postId ? change(post) : post));
}

/** Shows posts otherwise, wherever they are shown. `change` gives back the very post that it does not change. */
export function changePosts(client: QueryClient, change: (post: Post) => Post): void {
  const changeHeld = (held: PostList | Post | undefined) => {
    if (held === undefined) return held;
    return isList(held) ? changeList(held, (posts) => posts.map(change)) : change(held);
  };
  client.setQueriesData<PostList | Post>({ queryKey: postKeys.all }, changeHeld);
  onceRead(client, postKeys.all, (key) => client.setQueryData<PostList | Post>(key, changeHeld));
}

/** Puts posts at the top of a list that has been read, those that it shows already excepted. */
export function prependPosts(client: QueryClient, key: readonly unknown[], posts: readonly Post[]): void {
  const prepend = () =>
    client.setQueryData<PostList>(key, (list) => {
      const [first, ...rest] = list?.pages ?? [];
      if (list === undefined || first === undefined) return list;
      const shown = new Set(flattenPosts(list).map(({ postId }) => postId));
      const fresh = posts.filter(({ postId }) => !shown.has(postId));
      return { ...list, pages: [{ ...first, posts: [...fresh, ...first.posts] }, ...rest] };
    });
  prepend();
  onceRead(client, key, prepend);
}

/** The posts of a list in order, each once. */
export function flattenPosts(list: PostList | undefined): Post[] {
  const byId = new Map<string, Post>();
  for (const page of list?.pages ?? [])
    for (const post of page.posts) if (!byId.has(post.postId)) byId.set(post.postId, post);
  return [...byId.values()];
}

/** Whether what a query holds is a list of posts, and not one. */
export function isList(held: PostList | Post): held is PostList {
  return 'pages' in held;
}

/** The list with the posts of each page changed. */
export function changeList(list: PostList, change: (posts: Post[], page: number) => Post[]): PostList {
  return { ...list, pages: list.pages.map((page, index) => ({ ...page, posts: change(page.posts, index) })) };
}
