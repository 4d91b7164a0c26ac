/** All of a thing, or no sign that it exists. */
export type Visibility = 'full' | 'nothing';

/** Whom a thing is meant for. `profile` is a person's own profile or card. */
export type ItemAudience = 'public' | 'followers' | 'mentioned' | 'circle' | 'profile';

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
  /** The author's account is private: what they mean for the public is for their followers. */
  readonly authorPrivate: boolean;
  /** The viewer is in the circle that the thing is for. Counts for the audience `circle` alone. */
  readonly inCircle: boolean;
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

function isVisible(question: Question): boolean {
  const { viewerId, authorId, relation, audience, mentioned, state } = question;
  if (state === 'deleted') return false;
  if (viewerId === authorId) return true;
  if (relation.blockedBy) return false;
  // Who blocks somebody still finds their profile, to end the block there.
  if (relation.blocking) return audience === 'profile';
  switch (audience) {
    case 'profile':
      return true;
    case 'public':
      return !question.authorPrivate || isMeant(viewerId, relation.following || mentioned);
    case 'followers':
      return isMeant(viewerId, relation.following || mentioned);
    case 'mentioned':
      return isMeant(viewerId, mentioned);
    case 'circle':
      return isMeant(viewerId, question.inCircle || mentioned);
  }
}

/** Nobody without an account is meant by name. */
function isMeant(viewerId: string | undefined, meant: boolean): boolean {
  return viewerId !== undefined && meant;
}
