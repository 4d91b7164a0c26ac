import { Link } from 'wouter';
import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import { paths } from '../app/routes.ts';
import { Avatar } from '../ui/avatar.tsx';
import './person-row.css';

/** A person in a list, with a few words if there are any. */
export function PersonRow({ person }: { person: ProfileCard & { bio?: string } }) {
  return (
    <Link href={paths.profile(person.handle)} className="person-row">
      <Avatar card={person} />
      <span className="person-words">
        <strong>{person.displayName}</strong>
        <span>@{person.handle}</span>
        {person.bio && <span className="person-bio">{person.bio}</span>}
      </span>
    </Link>
  );
}
