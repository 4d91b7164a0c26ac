import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';

/** The keys of every query that holds posts: what happens to a post happens in all of them. */
export const postKeys = {
  all: ['posts'] as const,
  home: ['posts', 'home'] as const,
  author: (accountId: string) => ['posts', 'author', accountId] as const,
  one: (postId: string) => ['posts', 'one', postId] as const,
};

/** A page of a list of posts. */
export interface PostPage {
  posts: Post[];
  nextPageToken: string;
}

type PostList = InfiniteData<PostPage, unknown>;

/** Shows a post otherwise, wherever it is shown. */
export function changePost(client: QueryClient, postId: string, change: (post: Post) => Post): void {
  changeEverywhere(client, (posts) => posts.map((post) => (post.postId === postId ? change(post) : post)));
  client.setQueryData<Post>(postKeys.one(postId), (post) => post && change(post));
}

/** Takes a post out of every list. */
export function removePost(client: QueryClient, postId: string): void {
  changeEverywhere(client, (posts) => posts.filter((post) => post.postId !== postId));
}

/** Puts posts at the top of a list that has been read, those that it shows already excepted. */
export function prependPosts(client: QueryClient, key: readonly unknown[], posts: readonly Post[]): void {
  client.setQueryData<PostList>(key, (list) => {
    const [first, ...rest] = list?.pages ?? [];
    if (list === undefined || first === undefined) return list;
    const shown = new Set(flattenPosts(list).map(({ postId }) => postId));
    const fresh = posts.filter(({ postId }) => !shown.has(postId));
    return { ...list, pages: [{ ...first, posts: [...fresh, ...first.posts] }, ...rest] };
  });
}

/** The posts of a list in order, each once. */
export function flattenPosts(list: PostList | undefined): Post[] {
  const byId = new Map<string, Post>();
  for (const page of list?.pages ?? [])
    for (const post of page.posts) if (!byId.has(post.postId)) byId.set(post.postId, post);
  return [...byId.values()];
}

function changeEverywhere(client: QueryClient, change: (posts: Post[]) => Post[]): void {
  client.setQueriesData<PostList | Post>({ queryKey: postKeys.all }, (held) => {
    if (held === undefined || !('pages' in held)) return held;
    return { ...held, pages: held.pages.map((page) => ({ ...page, posts: change(page.posts) })) };
  });
}
