import { decide, type Relation } from '../../audience/decide.ts';

/** What is shown of a person beside what they wrote. */
export interface Card {
  readonly accountId: string;
  readonly handle: string;
  readonly displayName: string;
}

/** A card as one viewer finds it. */
export interface SeenCard extends Card {
  /** How the viewer stands to this account; a stranger's where nobody looks. */
  readonly relation: Relation;
}

/** What an account says of itself, as one viewer finds it. */
export interface Profile extends SeenCard {
  readonly bio: string;
  readonly createTime: Date;
  /** Follows by accounts that the viewer may see, as the lists of followers show them. */
  readonly followerCount: number;
  readonly followingCount: number;
  /** Grows whenever the display name or the bio changes. */
  readonly revision: number;
}

/** An account as it is made. */
export interface NewAccount extends Card {
  readonly bio: string;
  readonly createTime: Date;
  /** A PHC string of argon2id. */
  readonly passwordHash: string;
}

/** May this viewer know of this account? */
export function isVisible(viewerId: string | undefined, account: { accountId: string; relation: Relation }): boolean {
  const { accountId: authorId, relation } = account;
  return decide({ viewerId, authorId, relation, audience: 'profile', mentioned: false, state: 'live' }) === 'full';
}

/** The etag of a profile of this revision. */
export function etagOf(profile: { revision: number }): string {
  return `r${profile.revision.toString(36)}`;
}
