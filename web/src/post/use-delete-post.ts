import { MutationObserver, notifyManager, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { errorWords } from '../rpc/error-words.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { clients } from '../session/current.ts';
import { showToast } from '../ui/toast.tsx';
import { postMessages } from './messages.ts';
import { postKeys } from './post-cache.ts';
import { takeOutPost } from './take-out-post.ts';

/** How long one can have a post back, in milliseconds: the contract's 10 seconds, less the way there. */
const undoMs = 9_000;

/** Deletes a post at once, by what it returns; for some seconds it can be had back. */
export function useDeletePost(post: Post, onDeleted: (() => void) | undefined): () => void {
  const queryClient = useQueryClient();
  const { postId } = post;
  const mutation = useMutation({
    mutationFn: (requestId: string) => clients.posts.deletePost({ requestId, postId }),
    onSuccess() {
      onDeleted?.();
      const putBack = takeOutPost(queryClient, postId);
      queryClient.removeQueries({ queryKey: postKeys.one(postId) });
      const run = () => void undelete(queryClient, postId, putBack);
      showToast(postMessages.deleted, { label: postMessages.undo, run, forMs: undoMs });
    },
    onError: (error) => showToast(errorWords(error)),
  });
  return () => {
    if (!mutation.isPending) mutation.mutate(newRequestId());
  };
}

/** Outlives the post's card, which is gone by now. */
async function undelete(queryClient: QueryClient, postId: string, putBack: () => void): Promise<void> {
  const requestId = newRequestId();
  const observer = new MutationObserver(queryClient, {
    mutationFn: () => clients.posts.undeletePost({ requestId, postId }),
  });
  try {
    const { post } = await observer.mutate();
    putBack();
    queryClient.setQueryData(postKeys.one(postId), post);
    showToast(postMessages.restored);
    // Once the lists have shown it again.
    notifyManager.schedule(() =>
      document.querySelector<HTMLElement>(`[data-post="${postId}"]`)?.focus({ preventScroll: true }),
    );
  } catch (error) {
    showToast(errorWords(error));
  }
}
