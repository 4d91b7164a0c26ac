import type { Standing } from '../../audience/decide.ts';
import type { Card } from '../../audience/replica/people-store.ts';
import type { TextSpan } from '../../text/text-spans.ts';

export type PostAudience = 'public' | 'followers' | 'mentioned' | 'circle';

/** Who may comment, of those who see the post. */
export type CommentPolicy = 'everyone' | 'followed' | 'mentioned' | 'nobody';

/** A post as it is written. */
export interface NewPost {
  readonly postId: string;
  readonly authorId: string;
  readonly text: string;
  readonly spans: readonly TextSpan[];
  readonly audience: PostAudience;
  /** The author's circle that the post is for; undefined if it is for another audience. */
  readonly circleId: string | undefined;
  readonly commentPolicy: CommentPolicy;
  /** The post that it quotes. */
  readonly quoted: QuotedPost | undefined;
  readonly createTime: Date;
}

/** A post that another quotes, and who wrote it. */
export interface QuotedPost {
  readonly postId: string;
  readonly authorId: string;
}

/** A post as it is kept, the same for every reader. */
export interface StoredPost extends NewPost {
  /** Grows with each edit. */
  readonly version: number;
  /** Of the text; undefined if it was never edited. */
  readonly editTime: Date | undefined;
  /** The author of the quoted post removed it from here. */
  readonly quoteRemoved: boolean;
  readonly pinned: boolean;
  /** Its author hid some: those who wrote them see more than there is for everybody. */
  readonly hasHiddenComments: boolean;
  /** What there is for everybody; one viewer may see less of it, or more. */
  readonly counts: PostCounts;
}

/** How much there is to a post. */
export interface PostCounts {
  readonly likes: number;
  readonly comments: number;
  readonly reposts: number;
  readonly quotes: number;
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

/** A post as one viewer, who may see it, sees it. */
export interface ViewedPost {
  readonly post: SharedPost;
  readonly postId: string;
  readonly authorId: string;
  readonly audience: PostAudience;
  readonly authorPrivate: boolean;
  /** The viewer is in the circle that the post is for. */
  readonly inCircle: boolean;
  /** The author follows the viewer; known only where it counts for who may comment. */
  readonly followedByAuthor: boolean;
  /** Those of `post.mentioned`. */
  readonly people: readonly MentionedPerson[];
  /** What the viewer may see of the post's. */
  readonly counts: PostCounts;
  readonly viewerLiked: boolean;
  readonly viewerReposted: boolean;
  readonly viewerBookmarked: boolean;
  /** The post that it quotes, if there is one that the viewer may see. */
  readonly quoted: ViewedPost | undefined;
  readonly relation: Standing;
  /** The post mentions the viewer. */
  readonly mentioned: boolean;
}

/** A text that a post has, or had. */
export interface PostRevision {
  /** Of the post that had it; the present one's is the post's. */
  readonly version: number;
  readonly text: string;
  readonly spans: readonly TextSpan[];
  readonly writeTime: Date;
}

/** For how long the deletion of a post can be taken back. */
export const undoMs = 10_000;

/** Changes with each edit. */
export function etagOf({ version }: { version: number }): string {
  return `v${version.toString(36)}`;
}

/** May it be reposted and quoted by who sees it? What its author said to everybody may. */
export function isShareable({ audience, author }: SharedPost): boolean {
  return audience === 'public' && !author.private;
}

/** How much of what there is to a post its viewer does not see. */
export function unseen({ post, counts }: ViewedPost, of: keyof PostCounts): number {
  return post.counts[of] - counts[of];
}
