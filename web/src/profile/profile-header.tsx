import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { paths } from '../app/routes.ts';
import { currentLanguage } from '../language/language.ts';
import { useMe } from '../session/use-session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { EditProfile } from './edit-profile.tsx';
import { FollowedBy } from './followed-by.tsx';
import { profileMessages } from './messages.ts';
import { PrivateMark } from './private-mark.tsx';
import { RelationshipButtons } from './relationship-buttons.tsx';
import { RelationshipNotes } from './relationship-notes.tsx';
import './profile-header.css';

const monthAndYear = (moment: Date) =>
  new Intl.DateTimeFormat(currentLanguage(), { month: 'long', year: 'numeric' }).format(moment);

/** Who a person is, and how one stands to them. */
export function ProfileHeader({ profile }: { profile: Profile }) {
  const me = useMe();
  const { handle, displayName, bio, createTime, viewerRelationship } = profile;
  const isOther = me !== undefined && me.accountId !== profile.accountId;
  return (
    <header className="profile-header">
      <div className="profile-top">
        <Avatar card={profile} size="large" />
        <div className="profile-actions">
          {me?.accountId === profile.accountId && <EditButton profile={profile} />}
          {isOther && <RelationshipButtons profile={profile} />}
        </div>
      </div>
      <p className="profile-name">
        {displayName}
        {profile.private && <PrivateMark />}
      </p>
      <p className="profile-handle">
        @{handle}
        {viewerRelationship?.followedBy && <span className="follows-you">{profileMessages.followsYou}</span>}
      </p>
      {bio !== '' && (
        <p className="profile-bio" dir="auto">
          {bio}
        </p>
      )}
      {createTime && <p className="profile-joined">{profileMessages.joined(monthAndYear(createTime))}</p>}
      {!profile.followsHidden && (
        <p className="profile-counts">
          <Count href={paths.following(handle)} count={profile.followingCount}>
            {profileMessages.followingCount}
          </Count>
          <Count href={paths.followers(handle)} count={profile.followerCount}>
            {profileMessages.followers(profile.followerCount)}
          </Count>
        </p>
      )}
      {isOther && !viewerRelationship?.blocking && <FollowedBy profile={profile} />}
      {isOther && <RelationshipNotes profile={profile} />}
    </header>
  );
}

function Count({ href, count, children }: { href: string; count: number; children: ReactNode }) {
  return (
    <Link href={href}>
      <strong>{count.toLocaleString(currentLanguage())}</strong> {children}
    </Link>
  );
}

function EditButton({ profile }: { profile: Profile }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button quiet" onClick={() => setOpen(true)}>
        {profileMessages.edit}
      </button>
      {open && <EditProfile profile={profile} onClose={() => setOpen(false)} />}
    </>
  );
}
