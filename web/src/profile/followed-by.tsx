import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { paths } from '../app/routes.ts';
import { Avatar } from '../ui/avatar.tsx';
import './followed-by.css';
import { suggestions } from './graph-clients.ts';
import { profileMessages } from './messages.ts';

/** As many names as are said. */
const shown = 2;

/** Who of those that one follows follows this person too, in a line that leads to all of them. */
export function FollowedBy({ profile }: { profile: Profile }) {
  const { accountId, handle } = profile;
  const { data } = useQuery({
    queryKey: ['people', 'known', accountId, 'first'],
    queryFn: ({ signal }) => suggestions.listFollowedByFollowed({ accountId, pageSize: shown }, { signal }),
  });
  // What it says comes in beside what is there already, so what cannot be read is simply not said.
  if (data === undefined || data.totalSize === 0) return null;
  const names = data.followers.map(({ displayName }) => displayName);
  return (
    <Link href={paths.known(handle)} className="followed-by">
      <span className="followed-by-faces">
        {data.followers.map((card) => (
          <Avatar key={card.accountId} card={card} size="small" />
        ))}
      </span>
      <span>{profileMessages.followedBy(names, data.totalSize)}</span>
    </Link>
  );
}
