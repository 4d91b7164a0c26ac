import { type FormEvent, type Ref, useState } from 'react';
import { type Post, PostAudience, PostCommentPolicy } from '#gen/tertulia/posts/v1/post.ts';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { QuoteCard } from '../post/quoted-post.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { countGraphemes } from '../ui/graphemes.ts';
import { Problem } from '../ui/problem.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { AudienceChoice, type Readers } from './audience-choice.tsx';
import { maxGraphemes } from './limits.ts';
import { composeMessages } from './messages.ts';
import { PolicyChoice } from './policy-choice.tsx';
import { useCreatePost } from './use-create-post.ts';
import './compose-form.css';

/** What is written, who may read it and who may comment on it. `quoted` is the post that it quotes. */
export function ComposeForm(props: {
  me: Profile;
  quoted?: Post;
  ref: Ref<HTMLTextAreaElement>;
  onSent?: (() => void) | undefined;
}) {
  const { me, quoted, ref, onSent } = props;
  const [text, setText] = useState('');
  const [readers, setReaders] = useState<Readers>({ audience: PostAudience.POST_AUDIENCE_PUBLIC, circleId: '' });
  const [commentPolicy, setCommentPolicy] = useState<PostCommentPolicy>(PostCommentPolicy.POST_COMMENT_POLICY_EVERYONE);
  const { create, busy, error } = useCreatePost(me, () => {
    setText('');
    onSent?.();
  });

  const sendable = text.trim() !== '' && countGraphemes(text) <= maxGraphemes && !busy;
  function send(event?: FormEvent): void {
    event?.preventDefault();
    if (sendable) create({ text, ...readers, commentPolicy, quotedPostId: quoted?.postId ?? '' });
  }

  return (
    <form className="compose" onSubmit={send}>
      <Avatar card={me} />
      <div className="compose-body">
        <TextArea
          ref={ref}
          label={composeMessages.label}
          placeholder={quoted ? composeMessages.quotePlaceholder : composeMessages.placeholder}
          value={text}
          max={maxGraphemes}
          rows={2}
          onChange={setText}
          onSend={send}
        />
        {quoted && <QuoteCard post={quoted} linked={false} />}
        {error !== null && <Problem error={error} />}
        <div className="compose-actions">
          <div className="compose-choices">
            <AudienceChoice value={readers} onChange={setReaders} />
            <PolicyChoice value={commentPolicy} onChange={setCommentPolicy} />
          </div>
          <button type="submit" className="button" aria-disabled={!sendable}>
            {composeMessages.post}
          </button>
        </div>
      </div>
    </form>
  );
}
