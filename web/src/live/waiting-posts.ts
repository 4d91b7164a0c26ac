import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { wasWrittenHere } from '../compose/written-here.ts';
import { isShownAtHome } from '../home/home-cache.ts';

/** The posts that came to the home timeline and are not shown in it yet. */
export function useWaitingPosts(accountId: string) {
  const queryClient = useQueryClient();
  const [waiting, setWaiting] = useState<{ accountId: string; ids: readonly string[] }>({ accountId, ids: [] });
  const waitingPostIds = waiting.accountId === accountId ? waiting.ids : none;

  const addWaiting = useCallback(
    (postIds: readonly string[]) => {
      // Before the timeline has been read, everything in it is still to come.
      const unseen = postIds.filter((id) => !wasWrittenHere(id) && isShownAtHome(queryClient, id) === false);
      if (unseen.length === 0) return;
      setWaiting((before) => ({ accountId, ids: [...new Set([...before.ids, ...unseen])] }));
    },
    [accountId, queryClient],
  );
  const takeWaitingPosts = useCallback((postIds: readonly string[]) => {
    const taken = new Set(postIds);
    // Others may have come meanwhile.
    setWaiting((before) => ({ ...before, ids: before.ids.filter((id) => !taken.has(id)) }));
  }, []);

  return { waitingPostIds, addWaiting, takeWaitingPosts };
}

const none: readonly string[] = [];
