import type { TextSpan } from '../../text/text-spans.ts';

/** Why the comment's author and the post's author alone see a comment: it waits for approval, or was hidden. */
export type Closed = 'held' | 'hidden';

/** A comment as it is kept. */
export interface Comment {
  readonly commentId: string;
  readonly postId: string;
  /** Undefined for a comment on the post itself. */
  readonly parentCommentId: string | undefined;
  /** Undefined on a tombstone. */
  readonly authorId: string | undefined;
  /** Empty on a tombstone. */
  readonly text: string;
  readonly spans: readonly TextSpan[];
  readonly createTime: Date;
  /** Undefined if its text was never edited. */
  readonly editTime: Date | undefined;
  readonly closed: Closed | undefined;
  /** By anybody. A tombstone keeps the number: it is its place in a list by likes. */
  readonly likeCount: number;
  /** Replies that stand directly under it and are not closed, tombstones included. */
  readonly openReplies: number;
  readonly closedReplies: number;
}

/** A comment, read for one viewer. */
export interface ReadComment extends Comment {
  readonly viewerLiked: boolean;
}

/** A new comment. */
export interface NewComment {
  readonly commentId: string;
  readonly postId: string;
  readonly parentCommentId: string | undefined;
  readonly authorId: string;
  readonly text: string;
  readonly spans: readonly TextSpan[];
  readonly createTime: Date;
  readonly held: boolean;
}
