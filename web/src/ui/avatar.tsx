import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import { avatarHue, initialsOf } from './avatar-face.ts';
import './avatar.css';

/** The initials of a person on a colour of their own. A decoration: the name stands beside it. */
export function Avatar({ card, size = 'medium' }: { card: ProfileCard; size?: 'tiny' | 'small' | 'medium' | 'large' }) {
  return (
    <span className={`avatar avatar-${size} hue-${avatarHue(card.accountId)}`} aria-hidden="true">
      {initialsOf(card.displayName || card.handle)}
    </span>
  );
}
