import type { Relationship } from '#gen/tertulia/profile/v1/relationship.ts';
import { profileMessages } from './messages.ts';
import type { Change } from './use-relationship-change.ts';

interface FollowButtonProps {
  relationship: Relationship | undefined;
  isPrivate: boolean;
  busy: boolean;
  onChange: (change: Change) => void;
}

/** Follow or ask to; unfollow, or take the request back. */
export function FollowButton({ relationship, isPrivate, busy, onChange }: FollowButtonProps) {
  const { following = false, followedBy = false, requested = false } = relationship ?? {};
  if (following) {
    return (
      <StateButton
        state={profileMessages.following}
        action={profileMessages.unfollow}
        busy={busy}
        onPress={() => onChange('unfollow')}
      />
    );
  }
  if (requested) {
    return (
      <StateButton
        state={profileMessages.requested}
        action={profileMessages.withdraw}
        busy={busy}
        onPress={() => onChange('withdraw')}
      />
    );
  }
  const words = followedBy ? profileMessages.followBack : profileMessages.follow;
  return (
    <button type="button" className="button" disabled={busy} onClick={() => onChange('follow')}>
      {isPrivate ? profileMessages.askToFollow : words}
    </button>
  );
}

/** A button that says how things stand, and what it does when one comes near. */
function StateButton(props: { state: string; action: string; busy: boolean; onPress: () => void }) {
  const { state, action, busy, onPress } = props;
  return (
    <button
      type="button"
      className="button quiet unfollow"
      aria-label={`${state}: ${action}`}
      disabled={busy}
      onClick={onPress}
    >
      <span className="unfollow-state">{state}</span>
      <span className="unfollow-action">{action}</span>
    </button>
  );
}
