export type PostAudience = 'public' | 'followers' | 'mentioned' | 'circle';

/** `deleted` may come back, `purged` does not. */
export type PostState = 'live' | 'deleted' | 'purged';

/** What notifications must know of a post: whose it is, who may read it, and what it says. */
export interface PostHeader {
  readonly postId: string;
  readonly authorId: string;
  readonly audience: PostAudience;
  /** The circle that it is for; empty if its audience is another. */
  readonly circleId: string;
  readonly mentionedIds: readonly string[];
  readonly text: string;
  /** Without `#`, folded. */
  readonly hashtags: readonly string[];
}
