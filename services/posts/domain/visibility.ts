import { decide, type Standing } from '../../audience/decide.ts';
import type { MentionedPerson, PostAudience } from './post.ts';

/** What the oracle must know of a post. */
export interface PostQuestion {
  readonly authorId: string;
  readonly audience: PostAudience;
  readonly relation: Standing;
  readonly mentioned: boolean;
}

/** May this viewer see this post? The row of a deleted post is gone, so what was read is live. */
export function seesPost(viewerId: string | undefined, post: PostQuestion): boolean {
  const { authorId, audience, relation, mentioned } = post;
  return decide({ viewerId, authorId, audience, relation, mentioned, state: 'live' }) === 'full';
}

/** May this viewer see any post at all of this author, be it public or mention them? */
export function seesPostsOf(viewerId: string | undefined, authorId: string, relation: Standing): boolean {
  return seesPost(viewerId, { authorId, audience: 'public', relation, mentioned: true });
}

/** May this viewer know of this person? */
export function seesPerson(viewerId: string | undefined, { card, relation }: MentionedPerson): boolean {
  const { accountId: authorId } = card;
  return decide({ viewerId, authorId, audience: 'profile', relation, mentioned: false, state: 'live' }) === 'full';
}
