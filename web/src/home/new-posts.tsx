import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLive } from '../live/live-state.ts';
import { postKeys, prependPosts } from '../post/post-cache.ts';
import { errorWords } from '../rpc/error-words.ts';
import { clients } from '../session/current.ts';
import { announce } from '../ui/announcer.tsx';
import { showToast } from '../ui/toast.tsx';
import { homeMessages } from './messages.ts';
import './new-posts.css';

/** As many posts as one page has. */
const pageSize = 100;

/** Tells how many posts have come, and shows them when it is pressed. Until then the list stays as it is. */
export function NewPosts({ shownIds }: { shownIds: ReadonlySet<string> }) {
  const queryClient = useQueryClient();
  const { waitingPostIds, takeWaitingPosts } = useLive();
  const waiting = waitingPostIds.filter((id) => !shownIds.has(id));
  const words = homeMessages.newPosts(waiting.length);

  useEffect(() => {
    if (waiting.length > 0) announce(words);
  }, [waiting.length, words]);

  const showing = useMutation({
    mutationFn: async () => {
      // More than one call can read: the timeline itself is shorter to read.
      if (waiting.length > pageSize) return queryClient.resetQueries({ queryKey: postKeys.home });
      // From the timeline, which also knows who reposted them.
      const { posts: newest } = await clients.timelines.listHomeTimeline({ pageSize });
      const wanted = new Set(waiting);
      const posts = newest.filter(({ postId }) => wanted.has(postId));
      prependPosts(queryClient, postKeys.home, posts);
    },
    onSuccess() {
      takeWaitingPosts();
      window.scrollTo({ top: 0 });
    },
    onError: (error) => showToast(errorWords(error)),
  });

  if (waiting.length === 0) return null;
  return (
    <div className="new-posts">
      <button type="button" className="button small" disabled={showing.isPending} onClick={() => showing.mutate()}>
        {words}
      </button>
    </div>
  );
}
