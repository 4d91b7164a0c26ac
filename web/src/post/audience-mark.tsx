import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { postMessages } from './messages.ts';

/** The drawing of each audience. */
export const audienceIcons: Record<PostAudience, IconName> = {
  [PostAudience.POST_AUDIENCE_UNSPECIFIED]: 'globe',
  [PostAudience.POST_AUDIENCE_PUBLIC]: 'globe',
  [PostAudience.POST_AUDIENCE_FOLLOWERS]: 'people',
  [PostAudience.POST_AUDIENCE_MENTIONED]: 'at',
  [PostAudience.POST_AUDIENCE_CIRCLE]: 'lock',
};

/** Says who may read a post, when that is not everyone. */
export function AudienceMark({ audience }: { audience: PostAudience }) {
  if (audience === PostAudience.POST_AUDIENCE_PUBLIC) return null;
  return (
    <span className="post-audience">
      <Icon name={audienceIcons[audience]} />
      {postMessages.audience[audience]}
    </span>
  );
}
