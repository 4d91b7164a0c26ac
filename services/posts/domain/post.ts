import type { Standing } from '../../audience/decide.ts';
import type { Card } from '../../audience/replica/people-store.ts';
import type { TextSpan } from '../../text/text-spans.ts';

export type PostAudience = 'public' | 'followers' | 'mentioned';

/** A post as it is written. */
export interface NewPost {
  readonly postId: string;
  readonly authorId: string;
  readonly text: string;
  readonly spans: readonly TextSpan[];
  readonly audience: PostAudience;
  readonly createTime: Date;
}

/** A post as it is kept, the same for every reader. */
export interface StoredPost extends NewPost {
  readonly likeCount: number;
  readonly commentCount: number;
}

/** A post with the cards that it shows: still the same for every reader. */
export interface SharedPost extends StoredPost {
  readonly author: Card;
  /** Of those mentioned, who still has an account. */
  readonly mentioned: readonly Card[];
}

/** A person whom a post mentions, and how the viewer stands to them. */
export interface MentionedPerson {
  readonly card: Card;
  readonly relation: Standing;
}

/** A post read for one viewer, who may not be allowed to see it: ask `seesPost`. */
export interface ViewedPost {
  readonly post: SharedPost;
  readonly postId: string;
  readonly authorId: string;
  readonly audience: PostAudience;
  /** Those of `post.mentioned`. */
  readonly people: readonly MentionedPerson[];
  readonly viewerLiked: boolean;
  readonly relation: Standing;
  /** The post mentions the viewer. */
  readonly mentioned: boolean;
}
