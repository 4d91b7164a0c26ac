import { type UseInfiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { EndlessList } from '../ui/endless-list.tsx';
import { flattenPosts, type PostPage, type PostList as PostPages } from './post-cache.ts';
import { PostCard } from './post-card.tsx';

/** How a list of posts is read: as `listPages` makes it. */
export type PostListOptions = UseInfiniteQueryOptions<PostPage, Error, PostPages, readonly unknown[], string>;

/** A list of posts that goes on as one reads. `without` are posts that stand elsewhere on the page. */
export function PostList(props: {
  list: PostListOptions;
  label: string;
  empty: ReactNode;
  without?: ReadonlySet<string>;
}) {
  const { list, label, empty, without } = props;
  const query = useInfiniteQuery(list);
  const posts = useMemo(() => {
    const all = flattenPosts(query.data);
    return without === undefined ? all : all.filter(({ postId }) => !without.has(postId));
  }, [query.data, without]);
  return (
    <EndlessList
      query={query}
      items={posts}
      keyOf={({ postId }) => postId}
      render={(post) => <PostCard post={post} />}
      label={label}
      empty={empty}
    />
  );
}
