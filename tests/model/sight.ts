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
  return isNothing(whyPostUnseen(world, viewer, post));
}

/** What keeps a post from a viewer. Each of it is of one log. */
export function* whyPostUnseen(world: World, viewer: Viewer, post: Post): Generator<string> {
  const { name, author } = post;
  if (post.deletedAt !== undefined) yield `${name} is deleted`;
  if (viewer === author) return;
  if (!seesDeedsOf(world, viewer, author)) yield `a block with ${author.name}`;
  if (!isMeant(world, viewer, post)) yield `${name} is for others`;
}

function isMeant(world: World, viewer: Viewer, { author, audience, circle, mentions }: Post): boolean {
  if (viewer !== undefined && mentions.has(viewer)) return true;
  if (audience === 'public') return isOpen(world, viewer, author);
  if (audience === 'followers') return viewer !== undefined && world.follows.has(viewer, author);
  return audience === 'circle' && viewer !== undefined && circle?.members.has(viewer) === true;
}

/** Whether nothing is given as a reason why not. */
export function isNothing(reasons: Generator<string>): boolean {
  return reasons.next().done === true;
}

/** What a person did in public, as long as no block stands between. */
export function seesDeedsOf(world: World, viewer: Viewer, person: Person): boolean {
  return viewer === undefined || !world.parted(viewer, person);
}

export function seesComment(world: World, viewer: Viewer, comment: Comment): boolean {
  return isNothing(whyCommentUnseen(world, viewer, comment));
}

/** What keeps a comment from a viewer: of itself, of what it stands under, and of its post. Each of it is of one log. */
export function* whyCommentUnseen(world: World, viewer: Viewer, comment: Comment): Generator<string> {
  for (let one: Comment | undefined = comment; one; one = one.parent) {
    const { name, author, state } = one;
    if (isClosed(one, viewer)) yield `${name} is closed`;
    if (state !== 'tombstone' && !seesDeedsOf(world, viewer, author)) yield `a block with ${author.name}`;
  }
  yield* whyPostUnseen(world, viewer, comment.post);
}

function isClosed({ author, post, hidden, state }: Comment, viewer: Viewer): boolean {
  if (state === 'gone') return true;
  if (!hidden && state !== 'held') return false;
  return viewer !== post.author && (viewer !== author || state === 'tombstone');
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
