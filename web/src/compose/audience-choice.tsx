import { useQuery } from '@tanstack/react-query';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { audienceIcons } from '../post/audience-mark.tsx';
import { Choice } from './choice.tsx';
import { composeMessages } from './messages.ts';

/** Who may read a post. `circleId` is empty with every audience but a circle. */
export interface Readers {
  audience: PostAudience;
  circleId: string;
}

/** Chooses who may read a post: also one of one's circles, if there are any. */
export function AudienceChoice({ value, onChange }: { value: Readers; onChange: (readers: Readers) => void }) {
  // Loaded apart: the definition of the service is not needed to show the page.
  const { data: circles = [] } = useQuery({
    queryKey: ['circles', 'all'],
    queryFn: async ({ signal }) => (await import('../circles/circle-queries.ts')).listAllCircles(signal),
  });
  function choose(chosen: string): void {
    const [audience = '', circleId = ''] = chosen.split(' ');
    onChange({ audience: Number(audience) as PostAudience, circleId });
  }
  return (
    <Choice
      label={composeMessages.audience}
      icon={audienceIcons[value.audience]}
      value={`${value.audience} ${value.circleId}`}
      onChange={choose}
    >
      {composeMessages.audiences.map(([audience, words]) => (
        <option key={audience} value={`${audience} `}>
          {words}
        </option>
      ))}
      {circles.length > 0 && (
        <optgroup label={composeMessages.circles}>
          {circles.map(({ circleId, name, memberCount }) => (
            <option
              key={circleId}
              value={`${PostAudience.POST_AUDIENCE_CIRCLE} ${circleId}`}
              disabled={memberCount === 0}
            >
              {memberCount === 0 ? composeMessages.emptyCircle(name) : name}
            </option>
          ))}
        </optgroup>
      )}
    </Choice>
  );
}
