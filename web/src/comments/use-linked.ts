import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { isNotFound } from '../rpc/rpc-error.ts';
import { linkedQuery } from './comment-queries.ts';

const nowhere: ReadonlyMap<string, Comment> = new Map();
// The last two are those of wouter, which tells of them in the window.
const moves = ['hashchange', 'popstate', 'pushState', 'replaceState'];

function subscribe(listener: () => void): () => void {
  for (const move of moves) window.addEventListener(move, listener);
  return () => {
    for (const move of moves) window.removeEventListener(move, listener);
  };
}

/** The comment of the address (`#comment-…`), and the way to it from the post. */
export function useLinked(postId: string) {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const linkedId = hash.startsWith('#comment-') ? hash.slice('#comment-'.length) : '';
  const { data, error } = useQuery(linkedQuery(linkedId));
  const linkedPath = useMemo(() => {
    if (data === undefined || data[0]?.postId !== postId) return nowhere;
    return new Map(data.map((comment) => [comment.parentCommentId, comment]));
  }, [data, postId]);
  return { linkedId, linkedPath, linkedGone: linkedId !== '' && isNotFound(error) };
}
