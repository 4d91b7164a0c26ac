import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { Dialog } from '../ui/dialog.tsx';
import { countGraphemes } from '../ui/graphemes.ts';
import { uiMessages } from '../ui/messages.ts';
import { Problem } from '../ui/problem.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { showToast } from '../ui/toast.tsx';
import { maxGraphemes } from './comment-box.tsx';
import { showComment } from './comment-cache.ts';
import { comments } from './comment-clients.ts';
import { commentMessages } from './messages.ts';

/** Changes the text of one's own comment. */
export default function EditComment({ comment, onClose }: { comment: Comment; onClose: () => void }) {
  const { commentId } = comment;
  const queryClient = useQueryClient();
  const [text, setText] = useState(comment.text);
  const [intent] = useState(() => createFormIntent());
  const mutation = useMutation({
    mutationFn: () =>
      comments.updateComment({ requestId: intent.idFor(text), comment: { commentId, text }, updateMask: ['text'] }),
    onSuccess({ comment: changed }) {
      showComment(queryClient, changed);
      showToast(commentMessages.saved);
      onClose();
    },
  });
  const sendable = text.trim() !== '' && countGraphemes(text) <= maxGraphemes && !mutation.isPending;

  function save(event?: FormEvent): void {
    event?.preventDefault();
    if (sendable) mutation.mutate();
  }

  return (
    <Dialog title={commentMessages.editTitle} onClose={onClose}>
      <form className="form" onSubmit={save}>
        <TextArea label={commentMessages.editTitle} value={text} max={maxGraphemes} onChange={setText} onSend={save} />
        {mutation.isError && <Problem error={mutation.error} />}
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            {uiMessages.cancel}
          </button>
          <button type="submit" className="button" aria-disabled={!sendable}>
            {commentMessages.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
