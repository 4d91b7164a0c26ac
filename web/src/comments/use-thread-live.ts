import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Comment, CommentOrder } from '#gen/tertulia/comments/v1/comment.ts';
import type { WatchCommentsResponse } from '#gen/tertulia/comments/v1/comment_service.ts';
import { useConnection } from '../live/connection.ts';
import { watchShared } from '../live/share.ts';
import { postKeys } from '../post/post-cache.ts';
import { onceRead } from '../rpc/once-read.ts';
import { isNotFound } from '../rpc/rpc-error.ts';
import { useMe } from '../session/use-session.ts';
import { changeComments, insertComments, isNewIn } from './comment-cache.ts';
import { comments } from './comment-clients.ts';
import { commentKeys, rereadThread, threadQuery, watchCursor } from './comment-queries.ts';

const none: ReadonlySet<string> = new Set();

/**
 * Follows a thread live. What changes is changed in its place; what is new waits until it is asked for, one's own
 * excepted; what is gone leaves a word in its place. So nothing that one reads moves.
 */
export function useThreadLive(postId: string, order: CommentOrder) {
  const queryClient = useQueryClient();
  const { onConnected } = useConnection();
  const me = useMe();
  const ownId = me?.accountId ?? '';
  const [waiting, setWaiting] = useState<readonly Comment[]>([]);
  const [goneIds, setGone] = useState(none);
  const [movedOn, setMovedOn] = useState(false);
  const [openedMs] = useState(() => Date.now());

  const take = useCallback((commentIds: readonly string[]) => {
    setWaiting((before) => before.filter(({ commentId }) => !commentIds.includes(commentId)));
  }, []);
  const reread = useCallback(async () => {
    setMovedOn(false);
    setWaiting([]);
    setGone(none);
    await rereadThread(queryClient, postId);
  }, [queryClient, postId]);

  const receive = useCallback(
    ({ changed, removedIds, reload, thread }: WatchCommentsResponse) => {
      if (thread !== undefined) queryClient.setQueryData(threadQuery(postId).queryKey, thread);
      if (reload) setMovedOn(true);
      const fresh = changed.filter((comment) => isNewIn(queryClient, comment, order, openedMs));
      const byId = new Map(changed.map((comment) => [comment.commentId, comment]));
      changeComments(queryClient, postId, (held) => byId.get(held.commentId) ?? held);
      for (const own of fresh.filter(({ author }) => author?.accountId === ownId)) {
        insertComments(queryClient, own, order, [own]);
      }
      const others = fresh.filter(({ author, deleted }) => author?.accountId !== ownId && !deleted);
      const seen = new Set([...byId.keys(), ...removedIds]);
      setWaiting((before) => merge(before, others, seen));
      setGone((before) => regone(before, removedIds, byId));
    },
    [queryClient, postId, order, ownId, openedMs],
  );
  // The stream goes on while the order changes.
  const current = useRef({ receive, order });
  useEffect(() => {
    current.current = { receive, order };
  }, [receive, order]);

  useEffect(() => {
    const ending = new AbortController();
    const stream = `thread ${postId}`;
    void watchShared(
      {
        name: `tertulia.thread.${postId}.${ownId}`,
        async *open(cursor, signal) {
          try {
            yield* comments.watchComments({ postId, cursor }, { signal });
          } catch (error) {
            if (isNotFound(error)) void queryClient.invalidateQueries({ queryKey: postKeys.one(postId) });
            throw error;
          }
        },
        begin: (signal) => watchCursor(queryClient, { postId, order: () => current.current.order }, signal),
        onConnected: (connected) => onConnected(stream, connected),
        onMessage(message, resumed) {
          const take = () => current.current.receive(message);
          take();
          onceRead(queryClient, commentKeys.thread(postId), take);
          if (!resumed) setMovedOn(true);
        },
      },
      ending.signal,
    );
    return () => {
      ending.abort();
      onConnected(stream, true);
    };
  }, [postId, ownId, queryClient, onConnected]);

  return { waiting, take, goneIds, movedOn, reread };
}

/** What waits, as it now is, with what came. */
function merge(before: readonly Comment[], fresh: readonly Comment[], seen: ReadonlySet<string>): readonly Comment[] {
  const kept = before.filter(({ commentId }) => !seen.has(commentId));
  return fresh.length === 0 && kept.length === before.length ? before : [...kept, ...fresh];
}

/** What is gone: what was removed, unless it came back. */
function regone(
  before: ReadonlySet<string>,
  removed: readonly string[],
  changed: ReadonlyMap<string, Comment>,
): ReadonlySet<string> {
  if (removed.length === 0 && ![...before].some((id) => changed.has(id))) return before;
  return new Set([...before, ...removed].filter((id) => !changed.has(id)));
}
