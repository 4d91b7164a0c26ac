import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { changePost } from '../post/post-cache.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { Confirm } from '../ui/confirm.tsx';
import { comments } from './comment-clients.ts';
import { rereadThread } from './comment-queries.ts';
import { commentMessages } from './messages.ts';

/** Deletes one's own comment, after a question. */
export function DeleteComment({ comment, onClose }: { comment: Comment; onClose: () => void }) {
  const { commentId, postId } = comment;
  const queryClient = useQueryClient();
  const [requestId] = useState(newRequestId);
  const mutation = useMutation({
    mutationFn: () => comments.deleteComment({ requestId, commentId }),
    async onSuccess() {
      changePost(queryClient, postId, (post) => ({ ...post, commentCount: Math.max(0, post.commentCount - 1) }));
      await rereadThread(queryClient, postId);
      onClose();
    },
  });
  return (
    <Confirm
      title={commentMessages.deleteTitle}
      text={commentMessages.deleteText}
      action={commentMessages.deleteAction}
      busy={mutation.isPending}
      error={mutation.error}
      onConfirm={() => mutation.mutate()}
      onClose={onClose}
    />
  );
}
