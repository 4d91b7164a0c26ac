import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { paths } from '../app/routes.ts';
import { errorWords } from '../rpc/error-words.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { clients } from '../session/current.ts';
import { useMe } from '../session/use-session.ts';
import { Icon } from '../ui/icons.tsx';
import { showToast } from '../ui/toast.tsx';
import { postMessages } from './messages.ts';
import { changePost } from './post-cache.ts';

/** Likes a post, or takes the like back: shown at once, and undone if it fails. */
export function LikeButton({ post }: { post: Post }) {
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const me = useMe();
  const { postId } = post;

  const show = (liked: boolean) =>
    changePost(queryClient, postId, (held) => {
      if (held.viewerLiked === liked) return held;
      return { ...held, viewerLiked: liked, likeCount: Math.max(0, held.likeCount + (liked ? 1 : -1)) };
    });

  const mutation = useMutation({
    // One after the other, so that the last press decides.
    scope: { id: `like ${postId}` },
    mutationFn: ({ liked, requestId }: { liked: boolean; requestId: string }) =>
      liked ? clients.engagement.likePost({ requestId, postId }) : clients.engagement.unlikePost({ requestId, postId }),
    onSuccess: ({ likeCount }, { liked }) =>
      changePost(queryClient, postId, (held) => (held.viewerLiked === liked ? { ...held, likeCount } : held)),
    onError: (error, { liked }) => {
      show(!liked);
      showToast(errorWords(error));
    },
  });

  function press(): void {
    if (me === undefined) {
      navigate(paths.signIn);
      return;
    }
    const liked = !post.viewerLiked;
    show(liked);
    mutation.mutate({ liked, requestId: newRequestId() });
  }

  return (
    <button
      type="button"
      className="post-action like"
      aria-pressed={post.viewerLiked}
      aria-label={postMessages.like(post.likeCount)}
      onClick={press}
    >
      <Icon name="heart" />
      <span>{post.likeCount > 0 && post.likeCount}</span>
    </button>
  );
}
