import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { clients } from '../session/current.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { uiMessages } from '../ui/messages.ts';
import { showToast } from '../ui/toast.tsx';
import { postMessages } from './messages.ts';
import { removePost } from './post-cache.ts';

/** The menu of one's own post: it can be deleted, after a question. */
export function OwnPostMenu({ post, onDeleted }: { post: Post; onDeleted?: (() => void) | undefined }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Menu label={uiMessages.menu}>
        <MenuItem onSelect={() => setAsked(true)}>{postMessages.delete}</MenuItem>
      </Menu>
      {asked && <DeletePost post={post} onClose={() => setAsked(false)} onDeleted={onDeleted} />}
    </>
  );
}

function DeletePost(props: { post: Post; onClose: () => void; onDeleted?: (() => void) | undefined }) {
  const { post, onClose, onDeleted } = props;
  const queryClient = useQueryClient();
  const [requestId] = useState(newRequestId);
  const mutation = useMutation({
    mutationFn: () => clients.posts.deletePost({ requestId, postId: post.postId }),
    onSuccess() {
      onClose();
      onDeleted?.();
      removePost(queryClient, post.postId);
      showToast(postMessages.deleted);
    },
  });
  return (
    <Confirm
      title={postMessages.deleteTitle}
      text={postMessages.deleteText}
      action={postMessages.deleteAction}
      busy={mutation.isPending}
      error={mutation.error}
      onConfirm={() => mutation.mutate()}
      onClose={onClose}
    />
  );
}
