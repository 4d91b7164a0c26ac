import type { PostCommentPolicy } from '#gen/tertulia/posts/v1/post.ts';
import { Choice } from './choice.tsx';
import { composeMessages } from './messages.ts';

/** Who may comment on a post. */
export function PolicyChoice(props: { value: PostCommentPolicy; onChange: (policy: PostCommentPolicy) => void }) {
  const { value, onChange } = props;
  return (
    <Choice
      label={composeMessages.policy}
      icon="comment"
      value={value}
      onChange={(policy) => onChange(Number(policy) as PostCommentPolicy)}
    >
      {composeMessages.policies.map(([policy, words]) => (
        <option key={policy} value={policy}>
          {words}
        </option>
      ))}
    </Choice>
  );
}
