import { lazy, Suspense, useState } from 'react';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { uiMessages } from '../ui/messages.ts';
import { FollowButton } from './follow-button.tsx';
import { profileMessages } from './messages.ts';
import { type Change, useRelationshipChange } from './use-relationship-change.ts';

const MutePerson = lazy(() => import('../mutes/mute-person.tsx'));
const ChooseCircles = lazy(() => import('../circles/choose-circles.tsx'));

/** A question that stands over the page. */
type Question = 'block' | 'remove' | 'mute' | 'circles';

/** Follow or unfollow, and everything else in the menu; unblock for who is blocked. */
export function RelationshipButtons({ profile }: { profile: Profile }) {
  const { make, busy } = useRelationshipChange(profile);
  const [asked, setAsked] = useState<Question>();
  const relationship = profile.viewerRelationship;

  if (relationship?.blocking) {
    return (
      <button type="button" className="button quiet" disabled={busy} onClick={() => make('unblock')}>
        {profileMessages.unblock}
      </button>
    );
  }
  return (
    <>
      <FollowButton relationship={relationship} isPrivate={profile.private} busy={busy} onChange={make} />
      <Menu label={uiMessages.menu}>
        <MenuItem onSelect={() => setAsked('circles')}>{profileMessages.circles}</MenuItem>
        {relationship?.muting ? (
          <MenuItem onSelect={() => make('unmute')}>{profileMessages.unmute}</MenuItem>
        ) : (
          <MenuItem onSelect={() => setAsked('mute')}>{profileMessages.mute}</MenuItem>
        )}
        <MenuItem onSelect={() => make(relationship?.mutingReposts ? 'unmuteReposts' : 'muteReposts')}>
          {relationship?.mutingReposts ? profileMessages.unmuteReposts : profileMessages.muteReposts}
        </MenuItem>
        {relationship?.followedBy && (
          <MenuItem onSelect={() => setAsked('remove')}>{profileMessages.removeFollower}</MenuItem>
        )}
        <MenuItem onSelect={() => setAsked('block')}>{profileMessages.block(profile.handle)}</MenuItem>
      </Menu>
      <Suspense>
        <Questions profile={profile} asked={asked} busy={busy} make={make} onClose={() => setAsked(undefined)} />
      </Suspense>
    </>
  );
}

function Questions(props: {
  profile: Profile;
  asked: Question | undefined;
  busy: boolean;
  make: (change: Change) => void;
  onClose: () => void;
}) {
  const { profile, asked, busy, make, onClose } = props;
  const answer = (change: Change) => () => {
    onClose();
    make(change);
  };
  if (asked === 'mute') return <MutePerson profile={profile} onClose={onClose} />;
  if (asked === 'circles') return <ChooseCircles profile={profile} onClose={onClose} />;
  if (asked === 'remove') {
    return (
      <Confirm
        title={profileMessages.removeTitle(profile.handle)}
        text={profileMessages.removeText}
        action={profileMessages.removeAction}
        busy={busy}
        error={undefined}
        onConfirm={answer('removeFollower')}
        onClose={onClose}
      />
    );
  }
  if (asked !== 'block') return null;
  return (
    <Confirm
      title={profileMessages.blockTitle(profile.handle)}
      text={profileMessages.blockText}
      action={profileMessages.blockAction}
      busy={busy}
      error={undefined}
      onConfirm={answer('block')}
      onClose={onClose}
    />
  );
}
