// Who sees what, said from the contract alone. It is what the services' own oracle is held against, so it shares nothing
// with it.

/** How somebody stands to an author. Whom the author blocks, and who blocks the author, was close to them before. */
export const viewers = [
  'anonymous',
  'stranger',
  /** Asked to follow the author, where the author is private. */
  'pending',
  'follower',
  /** The author blocks them: once a follower, in the circle, and mentioned. */
  'blocked',
  /** They block the author: once a follower, in the circle, and mentioned. */
  'blocker',
  /** The author mutes them. */
  'muted',
  /** Mentioned in everything, and no follower. */
  'mentioned',
  /** In the author's circle, and no follower. */
  'circle member',
  'author',
] as const;
export type Viewer = (typeof viewers)[number];

export const audiences = ['public', 'followers', 'mentioned', 'circle'] as const;
export type Audience = (typeof audiences)[number];

/** Something of an author. */
export interface Item {
  readonly audience: Audience;
  readonly authorPrivate: boolean;
}

/** May they see a post, and what hangs on it? */
export function sees(viewer: Viewer, { audience, authorPrivate }: Item): boolean {
  switch (viewer) {
    case 'author':
    case 'mentioned':
      return true;
    case 'blocked':
    case 'blocker':
      return false;
    case 'follower':
      return audience === 'public' || audience === 'followers';
    case 'circle member':
      return audience === 'circle' || (audience === 'public' && !authorPrivate);
    default:
      return audience === 'public' && !authorPrivate;
  }
}

/** May they know the author at all? Who blocks them does, to end it there. */
export function knows(viewer: Viewer): boolean {
  return viewer !== 'blocked';
}

/** May they look through the author's lists? */
export function mayLookThrough(viewer: Viewer, authorPrivate: boolean): boolean {
  return viewer !== 'blocked' && (!authorPrivate || viewer === 'author' || viewer === 'follower');
}

/** Does what the author writes come to them by itself? */
export function isReached(viewer: Viewer): boolean {
  return viewer === 'author' || viewer === 'follower';
}
