/** All of a thing, or no sign that it exists. */
export type Visibility = 'full' | 'nothing';

/** Whom a thing is meant for. `profile` is a person's own profile or card. */
export type ItemAudience = 'public' | 'followers' | 'mentioned' | 'profile';

/** How the viewer stands to the author, as far as it counts for who sees what. */
export interface Standing {
  readonly following: boolean;
  readonly blocking: boolean;
  readonly blockedBy: boolean;
}

/** How the viewer stands to the author. */
export interface Relation extends Standing {
  readonly followedBy: boolean;
}

/** May this viewer see this thing? */
export interface Question {
  /** The account that looks; undefined for someone without one. */
  readonly viewerId: string | undefined;
  readonly authorId: string;
  readonly relation: Standing;
  readonly audience: ItemAudience;
  /** The thing mentions the viewer. */
  readonly mentioned: boolean;
  readonly state: 'live' | 'deleted';
}

/** How someone stands to a person whom they have nothing to do with. */
export const stranger: Relation = { following: false, followedBy: false, blocking: false, blockedBy: false };

/**
 * The audience oracle: the one place that decides who sees what. Every read,
 * list, count, stream and notification asks it.
 */
export function decide(question: Question): Visibility {
  return isVisible(question) ? 'full' : 'nothing';
}

function isVisible({ viewerId, authorId, relation, audience, mentioned, state }: Question): boolean {
  if (state === 'deleted') return false;
  if (viewerId === authorId) return true;
  if (relation.blockedBy) return false;
  // Who blocks somebody still finds their profile, to end the block there.
  if (relation.blocking) return audience === 'profile';
  switch (audience) {
    case 'public':
    case 'profile':
      return true;
    case 'followers':
      return viewerId !== undefined && (relation.following || mentioned);
    case 'mentioned':
      return viewerId !== undefined && mentioned;
  }
}
