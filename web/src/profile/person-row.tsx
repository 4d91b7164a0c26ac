import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import { paths } from '../app/routes.ts';
import { Avatar } from '../ui/avatar.tsx';
import { PrivateMark } from './private-mark.tsx';
import './person-row.css';

interface PersonRowProps {
  person: ProfileCard & { bio?: string };
  /** A few more words, beneath the handle. */
  note?: ReactNode;
  /** What stands at the end of the row, beside the link to the person. */
  children?: ReactNode;
}

/** A person in a list, with a few words if there are any. */
export function PersonRow({ person, note, children }: PersonRowProps) {
  return (
    <div className="person-row">
      <Link href={paths.profile(person.handle)} className="person-row-link">
        <Avatar card={person} />
        <span className="person-words">
          <strong>
            {person.displayName}
            {person.private && <PrivateMark />}
          </strong>
          <span>@{person.handle}</span>
          {person.bio && <span className="person-bio">{person.bio}</span>}
          {note && <span className="person-note">{note}</span>}
        </span>
      </Link>
      {children}
    </div>
  );
}
