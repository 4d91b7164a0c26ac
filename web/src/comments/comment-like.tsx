import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { paths } from '../app/routes.ts';
import { errorWords } from '../rpc/error-words.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { useMe } from '../session/use-session.ts';
import { Icon } from '../ui/icons.tsx';
import { showToast } from '../ui/toast.tsx';
import { changeComments } from './comment-cache.ts';
import { commentLikes } from './comment-clients.ts';
import { commentMessages } from './messages.ts';

const CommentLikers = lazy(() => import('./comment-likers.tsx'));

/** Likes a comment, or takes the like back: shown at once, and undone if it fails. The count leads to who likes it. */
export function CommentLike({ comment }: { comment: Comment }) {
  const { commentId, likeCount, viewerLiked } = comment;
  const press = useLike(comment);
  const [asked, setAsked] = useState(false);
  return (
    <span className="comment-like">
      <button
        type="button"
        className="icon-button small like"
        aria-pressed={viewerLiked}
        aria-label={commentMessages.like(likeCount)}
        onClick={press}
      >
        <Icon name="heart" />
      </button>
      {likeCount > 0 && (
        <button
          type="button"
          className="link-button"
          aria-label={commentMessages.likers(likeCount)}
          onClick={() => setAsked(true)}
        >
          {likeCount}
        </button>
      )}
      <Suspense>{asked && <CommentLikers commentId={commentId} onClose={() => setAsked(false)} />}</Suspense>
    </span>
  );
}

function useLike({ commentId, postId, viewerLiked }: Comment): () => void {
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const me = useMe();
  const show = (liked: boolean) =>
    changeComments(queryClient, postId, (held) => {
      if (held.commentId !== commentId || held.viewerLiked === liked) return held;
      return { ...held, viewerLiked: liked, likeCount: Math.max(0, held.likeCount + (liked ? 1 : -1)) };
    });
  const mutation = useMutation({
    // One after the other, so that the last press decides.
    scope: { id: `like ${commentId}` },
    mutationFn: ({ liked, requestId }: { liked: boolean; requestId: string }) => {
      const request = { requestId, commentId };
      return liked ? commentLikes.likeComment(request) : commentLikes.unlikeComment(request);
    },
    onError: (error, { liked }) => {
      show(!liked);
      showToast(errorWords(error));
    },
  });
  return () => {
    if (me === undefined) return navigate(paths.signIn);
    show(!viewerLiked);
    mutation.mutate({ liked: !viewerLiked, requestId: newRequestId() });
  };
}
