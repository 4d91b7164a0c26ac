import { decide } from '../../audience/decide.ts';
import type { Card } from '../../audience/replica/people-store.ts';
import { standingTo, type Ties } from '../../audience/replica/ties-store.ts';
import type { Comment } from './comment.ts';
import type { ViewedPost } from './post.ts';

/** Someone who reads comments; without an account, both are undefined. */
export interface Viewer {
  readonly viewerId: string | undefined;
  readonly ties: Ties | undefined;
}

/** What decides whether a comment is seen, beside its post and what it stands under. */
export type CommentQuestion = Pick<Comment, 'authorId' | 'closed'>;

export function seesPost(viewerId: string | undefined, post: ViewedPost): boolean {
  return decide({ viewerId, ...post }) === 'full';
}

/** A comment is as open as its post, also that of a private account; within that, only a block hides its author. */
export function seesAuthor({ viewerId, ties }: Viewer, authorId: string): boolean {
  const asItsPost = { audience: 'public', authorPrivate: false, inCircle: false, mentioned: false } as const;
  return decide({ viewerId, authorId, relation: standingTo(ties, authorId), ...asItsPost, state: 'live' }) === 'full';
}

/** May this viewer know of this person, who is mentioned? */
export function seesPerson({ viewerId, ties }: Viewer, accountId: string): boolean {
  const profile = { audience: 'profile', authorPrivate: false, inCircle: false, mentioned: false } as const;
  const relation = standingTo(ties, accountId);
  return decide({ viewerId, authorId: accountId, relation, ...profile, state: 'live' }) === 'full';
}

/** May this viewer look through what a person commented? Of a private account only its followers may. */
export function seesCommentsOf(
  { viewerId, ties }: Viewer,
  { accountId: authorId, private: authorPrivate }: Card,
): boolean {
  const relation = standingTo(ties, authorId);
  const open = { audience: 'public', inCircle: false, mentioned: false, state: 'live' } as const;
  return decide({ viewerId, authorId, relation, authorPrivate, ...open }) === 'full';
}

/** Whether a viewer of the post and of what the comment stands under sees the comment too. A tombstone has no author to hide. */
export function seesComment(viewer: Viewer, postAuthorId: string, { authorId, closed }: CommentQuestion): boolean {
  const { viewerId } = viewer;
  const isConcerned = viewerId !== undefined && (viewerId === authorId || viewerId === postAuthorId);
  if (closed !== undefined && !isConcerned) return false;
  return authorId === undefined || seesAuthor(viewer, authorId);
}

/** A comment is seen where its post is, and everything that it stands under: what is hidden hides its replies. */
export function seesLine(viewer: Viewer, post: ViewedPost, line: readonly CommentQuestion[]): boolean {
  return seesPost(viewer.viewerId, post) && line.every((comment) => seesComment(viewer, post.authorId, comment));
}

/**
 * Whether the author of a post, who moderates its thread, is shown a comment of it. What it stands under, which a block may
 * hide from them, decides nothing: the comment waits for them all the same.
 */
export function seesAsModerator(viewer: Viewer, post: ViewedPost, comment: CommentQuestion): boolean {
  return seesPost(viewer.viewerId, post) && seesComment(viewer, post.authorId, comment);
}

/** Whose comments and likes are hidden from a viewer, and counted for nobody but others. */
export function unseenAuthors(viewer: Viewer): string[] {
  const { ties } = viewer;
  if (!ties || (ties.blocking.size === 0 && ties.blockedBy.size === 0)) return [];
  return [...ties.blocking.union(ties.blockedBy)].filter((accountId) => !seesAuthor(viewer, accountId));
}

/** Why someone who sees a post may not comment on it; undefined if they may. */
export function refusalToComment(viewerId: string, post: ViewedPost): 'restricted' | 'locked' | undefined {
  if (viewerId === post.authorId) return undefined;
  if (!isAmong(post)) return 'restricted';
  return post.locked ? 'locked' : undefined;
}

export function mayComment(viewerId: string | undefined, post: ViewedPost): boolean {
  return viewerId !== undefined && refusalToComment(viewerId, post) === undefined;
}

/** Whether the post's author lets the viewer comment. */
function isAmong({ commentPolicy, relation, mentioned }: ViewedPost): boolean {
  switch (commentPolicy) {
    case 'everyone':
      return true;
    case 'followed':
      return relation.followedBy || mentioned;
    case 'mentioned':
      return mentioned;
    case 'nobody':
      return false;
  }
}
