import { decide, type Standing } from '../../audience/decide.ts';
import type { CommentPolicy, MentionedPerson, PostAudience } from './post.ts';

/** What the oracle must know of a post. */
export interface PostQuestion {
  readonly authorId: string;
  readonly authorPrivate: boolean;
  readonly audience: PostAudience;
  readonly inCircle: boolean;
  readonly relation: Standing;
  readonly mentioned: boolean;
}

/** May this viewer see this post? The row of a deleted post is gone, so what was read is live. */
export function seesPost(viewerId: string | undefined, post: PostQuestion): boolean {
  const { authorId, authorPrivate, audience, inCircle, relation, mentioned } = post;
  return (
    decide({ viewerId, authorId, authorPrivate, audience, inCircle, relation, mentioned, state: 'live' }) === 'full'
  );
}

/** May this viewer see any post at all of this author, be it public or mention them? */
export function seesPostsOf(viewerId: string | undefined, authorId: string, relation: Standing): boolean {
  return seesPost(viewerId, { authorId, relation, ...plain, audience: 'public', mentioned: true });
}

/** May this viewer know of this person? */
export function seesPerson(viewerId: string | undefined, { card, relation }: MentionedPerson): boolean {
  const { accountId: authorId } = card;
  const question = { viewerId, authorId, relation, ...plain, audience: 'profile', mentioned: false } as const;
  return decide({ ...question, state: 'live' }) === 'full';
}

/** May this viewer know of what this person did in public: that they like or repost something? Only a block hides it. */
export function seesDeedOf(viewerId: string | undefined, authorId: string, relation: Standing): boolean {
  return (
    decide({ viewerId, authorId, relation, ...plain, audience: 'public', mentioned: false, state: 'live' }) === 'full'
  );
}

/** May this viewer see what this person reposts, as one of their posts? */
export function seesRepostsOf(viewerId: string | undefined, { card, relation }: MentionedPerson): boolean {
  const question = {
    viewerId,
    authorId: card.accountId,
    relation,
    authorPrivate: card.private,
    inCircle: false,
  } as const;
  return decide({ ...question, audience: 'public', mentioned: false, state: 'live' }) === 'full';
}

const plain = { authorPrivate: false, inCircle: false } as const;

/** What decides who may comment on a post, of those who see it. */
export interface CommentQuestion {
  readonly authorId: string;
  readonly commentPolicy: CommentPolicy;
  readonly mentioned: boolean;
  readonly followedByAuthor: boolean;
}

/** May this viewer, who sees the post, comment on it? */
export function mayComment(viewerId: string | undefined, post: CommentQuestion): boolean {
  if (viewerId === undefined) return false;
  if (viewerId === post.authorId) return true;
  switch (post.commentPolicy) {
    case 'everyone':
      return true;
    case 'followed':
      return post.mentioned || post.followedByAuthor;
    case 'mentioned':
      return post.mentioned;
    case 'nobody':
      return false;
  }
}
