import type { Relation } from '../../audience/decide.ts';

export type PostAudience = 'public' | 'followers' | 'mentioned' | 'circle';

/** Who may comment on a post, of those who see it. */
export type CommentPolicy = 'everyone' | 'followed' | 'mentioned' | 'nobody';

/** What comments must know of a post: whose it is, who may read it and who may comment. */
export interface PostHeader {
  readonly postId: string;
  readonly authorId: string;
  readonly audience: PostAudience;
  /** Undefined if the audience is another. */
  readonly circleId: string | undefined;
  readonly commentPolicy: CommentPolicy;
  readonly mentionedIds: readonly string[];
}

/** A post and its thread as they stand to one viewer. */
export interface ViewedPost {
  readonly postId: string;
  readonly authorId: string;
  readonly audience: PostAudience;
  readonly commentPolicy: CommentPolicy;
  readonly state: 'live' | 'deleted';
  readonly authorPrivate: boolean;
  /** The viewer is in the circle that it is for. */
  readonly inCircle: boolean;
  /** It mentions the viewer. */
  readonly mentioned: boolean;
  readonly relation: Relation;
  readonly locked: boolean;
  readonly approvalRequired: boolean;
}
