import { decide, type Relation } from '../../audience/decide.ts';

export type PostAudience = 'public' | 'followers' | 'mentioned';

/** What comments must know of a post: whose it is and who may read it. */
export interface PostHeader {
  readonly postId: string;
  readonly authorId: string;
  readonly audience: PostAudience;
  readonly mentionedIds: readonly string[];
}

/** A post as it stands to one viewer. */
export interface ViewedPost {
  readonly postId: string;
  readonly authorId: string;
  readonly audience: PostAudience;
  readonly state: 'live' | 'deleted';
  /** It mentions the viewer. */
  readonly mentioned: boolean;
  readonly relation: Relation;
}

export function seesPost(viewerId: string | undefined, post: ViewedPost): boolean {
  return decide({ viewerId, ...post }) === 'full';
}
