import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { changePost } from '../post/post-cache.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { clients } from '../session/current.ts';
import { countGraphemes } from '../ui/graphemes.ts';
import { Problem } from '../ui/problem.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { type Branch, rereadThread } from './comment-queries.ts';
import { commentMessages } from './messages.ts';

const maxGraphemes = 2_000;

/** A place to write a comment on a post or under a comment. */
export function CommentBox(props: {
  branch: Branch;
  label: string;
  action: string;
  focus?: boolean;
  onSent?: () => void;
}) {
  const { branch, label, action, focus = false, onSent } = props;
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [intent] = useState(() => createFormIntent());
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (focus) area.current?.focus();
  }, [focus]);

  const mutation = useMutation({
    mutationFn: (comment: { text: string; requestId: string }) =>
      clients.comments.createComment({ ...branch, ...comment }),
    async onSuccess() {
      intent.done();
      setText('');
      changePost(queryClient, branch.postId, (post) => ({ ...post, commentCount: post.commentCount + 1 }));
      await rereadThread(queryClient, branch.postId);
      onSent?.();
    },
  });

  const sendable = text.trim() !== '' && countGraphemes(text) <= maxGraphemes && !mutation.isPending;
  function send(event?: FormEvent): void {
    event?.preventDefault();
    if (sendable) mutation.mutate({ text, requestId: intent.idFor(text) });
  }

  return (
    <form className="comment-box" onSubmit={send}>
      <TextArea
        ref={area}
        label={label}
        placeholder={focus ? label : commentMessages.placeholder}
        value={text}
        max={maxGraphemes}
        rows={1}
        onChange={setText}
        onSend={send}
      />
      <button type="submit" className="button small" aria-disabled={!sendable}>
        {action}
      </button>
      {mutation.isError && <Problem error={mutation.error} />}
    </form>
  );
}
