import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { audienceIcons } from '../post/audience-mark.tsx';
import { postKeys, prependPosts } from '../post/post-cache.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { clients } from '../session/current.ts';
import { useMe } from '../session/use-session.ts';
import { announce } from '../ui/announcer.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { countGraphemes } from '../ui/graphemes.ts';
import { Icon } from '../ui/icons.tsx';
import { Problem } from '../ui/problem.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { offerCompose } from './compose-focus.ts';
import { composeMessages } from './messages.ts';
import { rememberWritten } from './written-here.ts';
import './compose-box.css';

const maxGraphemes = 2_000;

/** The place to write a post, and to choose who may read it. */
export function ComposeBox() {
  const me = useMe();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [audience, setAudience] = useState<PostAudience>(PostAudience.POST_AUDIENCE_PUBLIC);
  const [intent] = useState(() => createFormIntent());
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(
    () =>
      offerCompose(() => {
        area.current?.focus();
        window.scrollTo({ top: 0 });
      }),
    [],
  );

  const mutation = useMutation({
    mutationFn: (post: { text: string; audience: PostAudience; requestId: string }) => clients.posts.createPost(post),
    onSuccess({ post }) {
      intent.done();
      setText('');
      if (post === undefined || me === undefined) return;
      rememberWritten(post.postId);
      prependPosts(queryClient, postKeys.home, [post]);
      prependPosts(queryClient, postKeys.author(me.accountId), [post]);
      announce(composeMessages.posted);
    },
  });

  const sendable = text.trim() !== '' && countGraphemes(text) <= maxGraphemes && !mutation.isPending;
  function send(event?: FormEvent): void {
    event?.preventDefault();
    if (sendable) mutation.mutate({ text, audience, requestId: intent.idFor({ text, audience }) });
  }

  if (me === undefined) return null;
  return (
    <form className="compose" onSubmit={send}>
      <Avatar card={me} />
      <div className="compose-body">
        <TextArea
          ref={area}
          label={composeMessages.label}
          placeholder={composeMessages.placeholder}
          value={text}
          max={maxGraphemes}
          rows={2}
          onChange={setText}
          onSend={send}
        />
        {mutation.isError && <Problem error={mutation.error} />}
        <div className="compose-actions">
          <AudienceChoice value={audience} onChange={setAudience} />
          <button type="submit" className="button" aria-disabled={!sendable}>
            {composeMessages.post}
          </button>
        </div>
      </div>
    </form>
  );
}

function AudienceChoice({ value, onChange }: { value: PostAudience; onChange: (audience: PostAudience) => void }) {
  return (
    <label className="audience-choice">
      <span className="visually-hidden">{composeMessages.audience}</span>
      <Icon name={audienceIcons[value]} />
      <select value={value} onChange={(event) => onChange(Number(event.target.value) as PostAudience)}>
        {composeMessages.audiences.map(([audience, words]) => (
          <option key={audience} value={audience}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
