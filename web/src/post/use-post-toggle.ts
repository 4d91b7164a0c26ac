import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { paths } from '../app/routes.ts';
import { errorWords } from '../rpc/error-words.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { useMe } from '../session/use-session.ts';
import { showToast } from '../ui/toast.tsx';
import { changePost } from './post-cache.ts';
import { outdateLists, type PostToggle } from './post-toggles.ts';

/**
 * Does something to a post or takes it back, by what it returns: shown at once, and undone with a word if it fails. A
 * guest is asked to sign in.
 */
export function usePostToggle(post: Post, toggle: PostToggle): () => void {
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const me = useMe();
  const { postId } = post;

  const show = (on: boolean) =>
    changePost(queryClient, postId, (held) => (toggle.isOn(held) === on ? held : toggle.show(held, on)));

  const mutation = useMutation({
    // One after the other, so that the last press decides.
    scope: { id: `${toggle.name} ${postId}` },
    mutationFn: ({ on, requestId }: { on: boolean; requestId: string }) => toggle.call(on, { requestId, postId }),
    onSuccess(known, { on }) {
      changePost(queryClient, postId, (held) => (toggle.isOn(held) === on ? { ...held, ...known } : held));
      outdateLists(queryClient, toggle.lists(post, me?.accountId ?? ''));
    },
    onError(error, { on }) {
      show(!on);
      showToast(errorWords(error));
    },
  });

  return () => {
    if (me === undefined) {
      navigate(paths.signIn);
      return;
    }
    const on = !toggle.isOn(post);
    show(on);
    mutation.mutate({ on, requestId: newRequestId() });
  };
}
