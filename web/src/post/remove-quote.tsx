import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { clients } from '../session/current.ts';
import { Confirm } from '../ui/confirm.tsx';
import { showToast } from '../ui/toast.tsx';
import { postMessages } from './messages.ts';
import { changePosts, postKeys } from './post-cache.ts';

/** Takes one's own post out of a post that quotes it, after a question: that is for ever. */
export default function RemoveQuote({ post, onClose }: { post: Post; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [requestId] = useState(newRequestId);
  const quotedId = post.quotedPost?.postId ?? '';
  const mutation = useMutation({
    mutationFn: () => clients.posts.removeQuote({ requestId, postId: post.postId }),
    onSuccess() {
      onClose();
      changePosts(queryClient, (held) => {
        if (held.postId === post.postId) return { ...held, quotedPost: undefined, quoteUnavailable: true };
        if (held.postId === quotedId) return { ...held, quoteCount: Math.max(0, held.quoteCount - 1) };
        return held;
      });
      void queryClient.invalidateQueries({ queryKey: postKeys.quotes(quotedId) });
      showToast(postMessages.quoteRemoved);
    },
  });
  return (
    <Confirm
      title={postMessages.removeQuoteTitle}
      text={postMessages.removeQuoteText}
      action={postMessages.removeQuoteAction}
      busy={mutation.isPending}
      error={mutation.error}
      onConfirm={() => mutation.mutate()}
      onClose={onClose}
    />
  );
}
