import type { Comment, Person, Post, World } from './world.ts';

// Who may see what, said once more and from the contract alone: the services' own oracle is what this one judges.

/** A member, or nobody in particular. */
export type Viewer = Person | undefined;

/** A person, with their profile: they are hidden from whom they block. */
export function knows(world: World, viewer: Viewer, person: Person): boolean {
  return viewer === undefined || !world.blocks.has(person, viewer);
}

/** The viewer is the person themselves or follows them. */
export function isClose(world: World, viewer: Viewer, person: Person): boolean {
  return viewer === person || (viewer !== undefined && world.follows.has(viewer, person));
}

/** The lists that tell whom a person has to do with: of a private one they are for who is close. */
export function isOpen(world: World, viewer: Viewer, person: Person): boolean {
  return !person.private || isClose(world, viewer, person);
}

export function seesPost(world: World, viewer: Viewer, post: Post): boolean {
  const { author, audience, circle, mentions } = post;
  if (post.deletedAt !== undefined) return false;
  if (viewer === author) return true;
  if (viewer === undefined) return audience === 'public' && !author.private;
  if (world.parted(viewer, author)) return false;
  if (mentions.has(viewer)) return true;
  if (audience === 'public') return isOpen(world, viewer, author);
  if (audience === 'followers') return world.follows.has(viewer, author);
  return audience === 'circle' && circle?.members.has(viewer) === true;
}

/** What a person did in public, as long as no block stands between. */
export function seesDeedsOf(world: World, viewer: Viewer, person: Person): boolean {
  return viewer === undefined || !world.parted(viewer, person);
}

/** The comment alone, if its post and what it stands under can be seen. */
function passes(world: World, viewer: Viewer, comment: Comment): boolean {
  const { author, post, hidden, state } = comment;
  if (state === 'gone') return false;
  if ((hidden || state === 'held') && viewer !== post.author && (viewer !== author || state === 'tombstone'))
    return false;
  return state === 'tombstone' || seesDeedsOf(world, viewer, author);
}

export function seesComment(world: World, viewer: Viewer, comment: Comment): boolean {
  for (let one: Comment | undefined = comment; one; one = one.parent) if (!passes(world, viewer, one)) return false;
  return seesPost(world, viewer, comment.post);
}

export function isShareable({ audience, author }: Post): boolean {
  return audience === 'public' && !author.private;
}

/** Of those who see the post. */
export function mayComment(world: World, viewer: Viewer, post: Post): boolean {
  if (viewer === undefined) return false;
  if (viewer === post.author) return true;
  if (post.locked) return false;
  return isAmong(world, viewer, post);
}

/** The post's author lets the person comment, lock or not. */
export function isAmong(world: World, viewer: Person, { author, policy, mentions }: Post): boolean {
  if (viewer === author || policy === 'everyone') return true;
  if (policy === 'nobody') return false;
  return mentions.has(viewer) || (policy === 'followed' && world.follows.has(author, viewer));
}
