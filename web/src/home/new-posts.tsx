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

  // What is shown waits no more, also when it is taken out of the list again.
  useEffect(() => {
    const shown = waitingPostIds.filter((id) => shownIds.has(id));
    if (shown.length > 0) takeWaitingPosts(shown);
  }, [waitingPostIds, shownIds, takeWaitingPosts]);

  useEffect(() => {
    if (waiting.length > 0) announce(words);
  }, [waiting.length, words]);

  const showing = useMutation({
    mutationFn: async (postIds: readonly string[]) => {
      // From the timeline, which also knows who reposted them.
      const { posts: newest } = await clients.timelines.listHomeTimeline({ pageSize });
      const wanted = new Set(postIds);
      const posts = newest.filter(({ postId }) => wanted.has(postId));
      const isCut = newest.length === pageSize && posts.at(-1) === newest.at(-1);
      // More than one call can read: the timeline itself is shorter to read.
      if (isCut) await queryClient.resetQueries({ queryKey: postKeys.home });
      else prependPosts(queryClient, postKeys.home, posts);
      return isCut ? 0 : postIds.length - posts.length;
    },
    onSuccess(goneCount, postIds) {
      takeWaitingPosts(postIds);
      if (goneCount > 0) showToast(homeMessages.gone(goneCount));
      if (goneCount < postIds.length) window.scrollTo({ top: 0 });
    },
    onError: (error) => showToast(errorWords(error)),
  });

  if (waiting.length === 0) return null;
  return (
    <div className="new-posts">
      <button
        type="button"
        className="button small"
        disabled={showing.isPending}
        onClick={() => showing.mutate(waiting)}
      >
        {words}
      </button>
    </div>
  );
}
