import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { rereadHomeLater } from '../home/home-cache.ts';
import { errorWords } from '../rpc/error-words.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { showToast } from '../ui/toast.tsx';
import { foldHashtag, followedQuery, hashtags } from './followed-hashtags.ts';
import { hashtagMessages } from './messages.ts';

/** Follows a hashtag, or follows it no more: shown at once, and undone if it fails. */
export function FollowHashtag({ hashtag }: { hashtag: string }) {
  const queryClient = useQueryClient();
  const folded = foldHashtag(hashtag);
  const { data: followed } = useQuery(followedQuery);
  const following = followed?.includes(folded) ?? false;

  const show = (on: boolean) =>
    queryClient.setQueryData(followedQuery.queryKey, (all) => {
      const others = all?.filter((each) => each !== folded);
      return on ? others && [...others, folded].sort() : others;
    });
  const mutation = useMutation({
    scope: { id: `hashtag ${folded}` },
    mutationFn: async ({ on, requestId }: { on: boolean; requestId: string }) => {
      await (on ? hashtags.followHashtag({ requestId, hashtag }) : hashtags.unfollowHashtag({ requestId, hashtag }));
    },
    onSuccess: () => rereadHomeLater(queryClient),
    onError(error, { on }) {
      show(!on);
      showToast(errorWords(error));
    },
  });

  function press(): void {
    show(!following);
    mutation.mutate({ on: !following, requestId: newRequestId() });
  }

  return (
    <button
      type="button"
      className={following ? 'button quiet' : 'button'}
      aria-pressed={following}
      disabled={followed === undefined}
      onClick={press}
    >
      {following ? hashtagMessages.following : hashtagMessages.follow}
    </button>
  );
}
