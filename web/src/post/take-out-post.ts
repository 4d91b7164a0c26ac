import type { QueryClient } from '@tanstack/react-query';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { onceRead } from '../rpc/once-read.ts';
import { changeList, changePosts, isList, type PostList, postKeys } from './post-cache.ts';

/**
 * Takes a post out of every list, and out of the posts that quote it. What it returns puts it back where it was: lists
 * that have grown meanwhile keep what is new.
 */
export function takeOutPost(client: QueryClient, postId: string): () => void {
  const before = client.getQueriesData<PostList | Post>({ queryKey: postKeys.all });
  for (const [key, held] of before) {
    if (held !== undefined && isList(held)) client.setQueryData(key, without(held, postId));
  }
  let isOut = true;
  onceRead(client, postKeys.all, (key) => {
    client.setQueryData<PostList | Post>(key, (held) =>
      held !== undefined && isList(held) && isOut ? without(held, postId) : held,
    );
  });
  changePosts(client, (post) =>
    post.quotedPost?.postId === postId ? { ...post, quotedPost: undefined, quoteUnavailable: true } : post,
  );
  return () => {
    isOut = false;
    for (const [key, held] of before) {
      if (held !== undefined && isList(held)) {
        client.setQueryData<PostList>(key, (now) => now && putBack(now, held, postId));
      }
    }
    // Who quotes it shows it again.
    const quoted = before.flatMap(([, held]) => quotesIn(held, postId));
    const byId = new Map(quoted.map((post) => [post.postId, post.quotedPost]));
    changePosts(client, (post) => {
      const quotedPost = byId.get(post.postId);
      return quotedPost === undefined ? post : { ...post, quotedPost, quoteUnavailable: false };
    });
  };
}

function without(list: PostList, postId: string): PostList {
  return changeList(list, (posts) => posts.filter((post) => post.postId !== postId));
}

/** Puts the post behind the last of those before which it stood, or else at the top of its page. */
function putBack(now: PostList, before: PostList, postId: string): PostList {
  return changeList(now, (posts, page) => {
    const old = before.pages[page]?.posts ?? [];
    const at = old.findIndex((post) => post.postId === postId);
    const post = old[at];
    if (post === undefined || posts.some((each) => each.postId === postId)) return posts;
    const ahead = new Set(old.slice(0, at).map((each) => each.postId));
    const after = posts.findLastIndex((each) => ahead.has(each.postId));
    return [...posts.slice(0, after + 1), post, ...posts.slice(after + 1)];
  });
}

function quotesIn(held: PostList | Post | undefined, postId: string): Post[] {
  if (held === undefined) return [];
  const posts = isList(held) ? held.pages.flatMap((page) => page.posts) : [held];
  return posts.filter((post) => post.quotedPost?.postId === postId);
}
