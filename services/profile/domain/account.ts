import { decide, type ItemAudience, type Relation } from '../../audience/decide.ts';
import type { Relationship } from './relationship.ts';

/** What is shown of a person beside what they wrote. */
export interface Card {
  readonly accountId: string;
  readonly handle: string;
  readonly displayName: string;
  /** What it means for the public is for its followers, and who wants to follow it has to ask. */
  readonly private: boolean;
}

/** A card as one viewer finds it. */
export interface SeenCard extends Card {
  /** How the viewer stands to this account; a stranger's where nobody looks. */
  readonly relation: Relation;
}

/** What an account says of itself, as one viewer finds it. */
export interface Profile extends SeenCard {
  readonly relation: Relationship;
  readonly bio: string;
  readonly createTime: Date;
  /** Follows by accounts that the viewer may see, as the lists of followers show them. */
  readonly followerCount: number;
  readonly followingCount: number;
  /** Grows whenever the display name, the bio or the privacy changes. */
  readonly revision: number;
}

/** An account as it is made. */
export interface NewAccount extends Omit<Card, 'private'> {
  /** Default: not. */
  readonly private?: boolean;
  readonly bio: string;
  readonly createTime: Date;
  /** A PHC string of argon2id. */
  readonly passwordHash: string;
}

/** May this viewer know of this account? */
export function isVisible(viewerId: string | undefined, account: SeenAccount): boolean {
  return isFor('profile', viewerId, account);
}

/** May this viewer read who follows this account, and whom it follows? A private one's lists are as its posts for followers. */
export function mayListFollows(viewerId: string | undefined, account: SeenAccount): boolean {
  return isFor(account.private ? 'followers' : 'profile', viewerId, account);
}

/** What the oracle is asked about. */
type SeenAccount = Pick<SeenCard, 'accountId' | 'private' | 'relation'>;

function isFor(audience: ItemAudience, viewerId: string | undefined, account: SeenAccount): boolean {
  const { accountId: authorId, relation, private: authorPrivate } = account;
  const item = { audience, authorPrivate, inCircle: false, mentioned: false, state: 'live' } as const;
  return decide({ viewerId, authorId, relation, ...item }) === 'full';
}

/** The etag of a profile of this revision. */
export function etagOf(profile: { revision: number }): string {
  return `r${profile.revision.toString(36)}`;
}
