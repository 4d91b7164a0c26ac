import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Comment } from '#gen/tertulia/comments/v1/comment.ts';
import { changePost } from '../post/post-cache.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { countGraphemes } from '../ui/graphemes.ts';
import { Problem } from '../ui/problem.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { changeComments, insertComments } from './comment-cache.ts';
import { comments } from './comment-clients.ts';
import type { Branch } from './comment-queries.ts';
import { commentMessages } from './messages.ts';
import { useThread } from './thread-context.ts';

/** As long as a comment may be. */
export const maxGraphemes = 2_000;

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
  const { order } = useThread();
  const [text, setText] = useState('');
  const [intent] = useState(() => createFormIntent());
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (focus) area.current?.focus();
  }, [focus]);

  const mutation = useMutation({
    mutationFn: (comment: { text: string; requestId: string }) => comments.createComment({ ...branch, ...comment }),
    onSuccess({ comment }) {
      intent.done();
      setText('');
      changePost(queryClient, branch.postId, (post) => ({ ...post, commentCount: post.commentCount + 1 }));
      if (comment !== undefined) showOwn(comment);
      onSent?.();
    },
  });

  function showOwn(comment: Comment): void {
    insertComments(queryClient, branch, order, [comment]);
    // Where the stream was faster, the count is right already; it also is what counts in the end.
    changeComments(queryClient, branch.postId, (held) =>
      held.commentId === branch.parentCommentId ? { ...held, replyCount: Math.max(1, held.replyCount) } : held,
    );
  }

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
