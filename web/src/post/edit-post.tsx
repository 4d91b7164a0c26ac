import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Post } from '#gen/tertulia/posts/v1/post.ts';
import { maxGraphemes } from '../compose/limits.ts';
import { PolicyChoice } from '../compose/policy-choice.tsx';
import { createFormIntent } from '../rpc/request-id.ts';
import { RpcError } from '../rpc/rpc-error.ts';
import { clients } from '../session/current.ts';
import { Dialog } from '../ui/dialog.tsx';
import { countGraphemes } from '../ui/graphemes.ts';
import { uiMessages } from '../ui/messages.ts';
import { Problem } from '../ui/problem.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { showToast } from '../ui/toast.tsx';
import { editMessages } from './edit-messages.ts';
import { changePosts } from './post-cache.ts';

type Change = Pick<Post, 'text' | 'commentPolicy' | 'etag'>;

/** Changes the text of one's own post, and who may comment on it. */
export default function EditPost({ post, onClose }: { post: Post; onClose: () => void }) {
  const [text, setText] = useState(post.text);
  const [commentPolicy, setCommentPolicy] = useState(post.commentPolicy);
  const { base, newer, mutation, save } = useUpdate(post, onClose);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);

  const changed = text !== base.text || commentPolicy !== base.commentPolicy;
  const sendable = changed && text.trim() !== '' && countGraphemes(text) <= maxGraphemes && !mutation.isPending;
  function send(event?: FormEvent): void {
    event?.preventDefault();
    if (sendable) save({ text, commentPolicy, etag: base.etag });
  }

  return (
    <Dialog title={editMessages.title} wide onClose={onClose}>
      <form className="edit-post" onSubmit={send}>
        <TextArea
          ref={area}
          label={editMessages.label}
          value={text}
          max={maxGraphemes}
          onChange={setText}
          onSend={send}
        />
        <PolicyChoice value={commentPolicy} onChange={setCommentPolicy} />
        <p className="post-time">{editMessages.note}</p>
        {mutation.isError && <Problem error={mutation.error} />}
        {newer !== undefined && (
          <div className="quoted">
            <p className="post-time">{editMessages.nowReads}</p>
            <p className="quoted-text">{newer.text}</p>
          </div>
        )}
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            {uiMessages.cancel}
          </button>
          <button type="submit" className="button" aria-disabled={!sendable}>
            {editMessages.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Saves a change against the version that it was made from, `base`; when there is a newer one, against that. */
function useUpdate(post: Post, onSaved: () => void) {
  const queryClient = useQueryClient();
  const [first] = useState(post);
  const [newer, setNewer] = useState<Post>();
  const base = newer ?? first;
  const [intent] = useState(() => createFormIntent());
  const { postId } = post;
  const mutation = useMutation({
    mutationFn: ({ requestId, ...change }: Change & { requestId: string }) => {
      const updateMask = [
        ...(change.text === base.text ? [] : ['text']),
        ...(change.commentPolicy === base.commentPolicy ? [] : ['comment_policy']),
      ];
      return clients.posts.updatePost({ requestId, post: { postId, ...change }, updateMask });
    },
    onSuccess({ post: changed }) {
      if (changed === undefined) return;
      changePosts(queryClient, (held) => withText(held, changed));
      void queryClient.invalidateQueries({ queryKey: ['revisions', postId] });
      showToast(editMessages.saved);
      onSaved();
    },
    async onError(error) {
      if (!(error instanceof RpcError) || error.reason !== 'ETAG_MISMATCH') return;
      const { post: current } = await clients.posts.getPost({ postId });
      if (current === undefined) return;
      setNewer(current);
      changePosts(queryClient, (held) => withText(held, current));
    },
  });
  const save = (change: Change) => mutation.mutate({ ...change, requestId: intent.idFor(change) });
  return { base, newer, mutation, save };
}

/** What a post shows once another version of it is known: where it stands itself, and where it is quoted. */
function withText(held: Post, known: Post): Post {
  const { text, spans, etag, editTime, commentPolicy, viewerCanComment } = known;
  if (held.postId === known.postId) return { ...held, text, spans, etag, editTime, commentPolicy, viewerCanComment };
  if (held.quotedPost?.postId !== known.postId) return held;
  return { ...held, quotedPost: { ...held.quotedPost, text, spans, etag, editTime } };
}
