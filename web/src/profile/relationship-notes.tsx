import { Link } from 'wouter';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { paths } from '../app/routes.ts';
import { currentLanguage } from '../language/language.ts';
import { profileMessages } from './messages.ts';
import { useRelationshipChange } from './use-relationship-change.ts';
import './relationship-notes.css';

/** What one should know of how one stands to a person: that they ask to follow, that they are muted. */
export function RelationshipNotes({ profile }: { profile: Profile }) {
  const { make, busy } = useRelationshipChange(profile);
  const { requestedBy, muting, mutingNotifications, muteExpireTime, mutingReposts } = profile.viewerRelationship ?? {};
  const until = muteExpireTime?.toLocaleString(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      {requestedBy && (
        <div className="relationship-note">
          <p>{profileMessages.asksYou(profile.displayName)}</p>
          <button type="button" className="button small" disabled={busy} onClick={() => make('accept')}>
            {profileMessages.accept}
          </button>
          <button type="button" className="button small quiet" disabled={busy} onClick={() => make('reject')}>
            {profileMessages.reject}
          </button>
        </div>
      )}
      {(muting || mutingReposts) && (
        <div className="relationship-note">
          <p>
            {muting ? profileMessages.muted(mutingNotifications ?? false, until) : profileMessages.mutedReposts}{' '}
            <Link href={paths.mutes}>{profileMessages.toMutes}</Link>
          </p>
        </div>
      )}
    </>
  );
}
