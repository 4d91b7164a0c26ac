import type { Relation } from '../../audience/decide.ts';

export type PostAudience = 'public' | 'followers' | 'mentioned' | 'circle';

/** What notifications must know of a post: whose it is, who may read it, and how it begins. */
export interface PostHeader {
  readonly postId: string;
  readonly authorId: string;
  readonly audience: PostAudience;
  /** The circle that it is for; empty if its audience is another. */
  readonly circleId: string;
  readonly mentionedIds: readonly string[];
  readonly snippet: string;
}

/** A post as it stands to the receiver of a notification. */
export interface ViewedPost {
  readonly authorId: string;
  readonly audience: PostAudience;
  readonly state: 'live' | 'deleted';
  /** It mentions the receiver. */
  readonly mentioned: boolean;
  readonly relation: Relation;
  /** Its author's account is private. */
  readonly authorPrivate: boolean;
  /** The receiver is in the circle that it is for. */
  readonly inCircle: boolean;
}
