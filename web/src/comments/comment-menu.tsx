import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { errorWords } from '../rpc/error-words.ts';
import { newRequestId } from '../rpc/request-id.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { uiMessages } from '../ui/messages.ts';
import { showToast } from '../ui/toast.tsx';
import { showComment } from './comment-cache.ts';
import { threads } from './comment-clients.ts';
import { DeleteComment } from './delete-comment.tsx';
import { commentMessages } from './messages.ts';

const EditComment = lazy(() => import('./edit-comment.tsx'));

/** What else can be done with a comment, by who wrote it and by who wrote the post. */
export function CommentMenu({ comment }: { comment: Comment }) {
  const { viewerCanEdit, viewerCanModerate, hidden, held } = comment;
  const [asked, setAsked] = useState<'edit' | 'delete'>();
  const queryClient = useQueryClient();
  const hiding = useMutation({
    mutationFn: (request: { requestId: string; commentId: string }) =>
      hidden ? threads.unhideComment(request) : threads.hideComment(request),
    onSuccess({ comment: changed }) {
      showComment(queryClient, changed);
      showToast(changed?.hidden ? commentMessages.hiddenNow : commentMessages.unhiddenNow);
    },
    onError: (error) => showToast(errorWords(error)),
  });
  const close = () => setAsked(undefined);
  const canHide = viewerCanModerate && !viewerCanEdit && !held;
  if (!viewerCanEdit && !canHide) return null;
  return (
    <>
      <Menu label={uiMessages.menu}>
        {viewerCanEdit && <MenuItem onSelect={() => setAsked('edit')}>{commentMessages.edit}</MenuItem>}
        {viewerCanEdit && <MenuItem onSelect={() => setAsked('delete')}>{commentMessages.delete}</MenuItem>}
        {canHide && (
          <MenuItem onSelect={() => hiding.mutate({ requestId: newRequestId(), commentId: comment.commentId })}>
            {hidden ? commentMessages.unhide : commentMessages.hide}
          </MenuItem>
        )}
      </Menu>
      {asked === 'delete' && <DeleteComment comment={comment} onClose={close} />}
      <Suspense>{asked === 'edit' && <EditComment comment={comment} onClose={close} />}</Suspense>
    </>
  );
}
