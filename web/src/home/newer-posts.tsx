import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { flattenPosts, prependPosts } from '../post/post-cache.ts';
import type { PostListOptions } from '../post/post-list.tsx';
import { announce } from '../ui/announcer.tsx';
import { homeMessages } from './messages.ts';
import './new-posts.css';

/** How often a list that no stream tells of is asked for what is new. */
const everyMs = 60_000;
/** What was read so short a time ago is new enough. */
const freshMs = 10_000;

/** Reads the first page of a list anew. */
type ReadNewest = (signal: AbortSignal) => Promise<{ posts: Post[] }>;

/**
 * Tells how many posts have come to a list since it was read, and shows them when it is pressed: for lists without a
 * stream.
 */
export function NewerPosts({ list, readNewest }: { list: PostListOptions; readNewest: ReadNewest }) {
  const { data, dataUpdatedAt } = useInfiniteQuery(list);
  if (data === undefined) return null;
  return <Waiting shown={flattenPosts(data)} readAt={dataUpdatedAt} listKey={list.queryKey} readNewest={readNewest} />;
}

function Waiting(props: {
  shown: readonly Post[];
  readAt: number;
  listKey: readonly unknown[];
  readNewest: ReadNewest;
}) {
  const { shown, readAt, listKey, readNewest } = props;
  const queryClient = useQueryClient();
  const { data: newest } = useQuery({
    queryKey: ['newest', ...listKey],
    queryFn: async ({ signal }) => (await readNewest(signal)).posts,
    initialData: [],
    initialDataUpdatedAt: readAt,
    refetchInterval: everyMs,
    staleTime: freshMs,
  });
  const fresh = newerThan(shown, newest);
  const words = homeMessages.newPosts(fresh.length);

  useEffect(() => {
    if (fresh.length > 0) announce(words);
  }, [fresh.length, words]);

  function show(): void {
    // As much as a page has come: what lies between is read with it.
    if (fresh.length === newest.length) void queryClient.resetQueries({ queryKey: listKey });
    else prependPosts(queryClient, listKey, fresh);
    window.scrollTo({ top: 0 });
  }

  if (fresh.length === 0) return null;
  return (
    <div className="new-posts">
      <button type="button" className="button small" onClick={show}>
        {words}
      </button>
    </div>
  );
}

/** What is older than the list was left out of it, such as what was deleted a moment ago. */
function newerThan(shown: readonly Post[], newest: readonly Post[]): Post[] {
  const ids = new Set(shown.map(({ postId }) => postId));
  const top = shown[0]?.createTime ?? new Date(0);
  return newest.filter(({ postId, createTime }) => !ids.has(postId) && createTime !== undefined && createTime > top);
}
