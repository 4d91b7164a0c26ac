import { decide, type Relation } from '../../audience/decide.ts';
import type { Card } from '../../audience/replica/people-store.ts';

/** A comment as it stands to one viewer. */
export interface ViewedComment {
  readonly commentId: string;
  readonly postId: string;
  /** Undefined for a comment on the post itself. */
  readonly parentCommentId: string | undefined;
  /** Undefined on a tombstone. */
  readonly author: ViewedAuthor | undefined;
  /** Empty on a tombstone. */
  readonly text: string;
  readonly createTime: Date;
  /** Replies that stand directly under it, tombstones included. */
  readonly replyCount: number;
}

/** Who wrote a comment, and how the viewer stands to them. */
export interface ViewedAuthor {
  readonly card: Card;
  readonly relation: Relation;
}

/** A new comment. */
export interface NewComment {
  readonly commentId: string;
  readonly postId: string;
  readonly parentCommentId: string | undefined;
  readonly authorId: string;
  readonly text: string;
  readonly createTime: Date;
}

/** A comment is as open as its post, also that of a private account; within that, only a block hides its author. */
export function seesAuthor(viewerId: string | undefined, authorId: string, relation: Relation): boolean {
  const asItsPost = {
    audience: 'public',
    authorPrivate: false,
    inCircle: false,
    mentioned: false,
    state: 'live',
  } as const;
  return decide({ viewerId, authorId, relation, ...asItsPost }) === 'full';
}

/** Whether a viewer of the post and of what the comment stands under sees the comment too. A tombstone has no author to hide. */
export function seesComment(viewerId: string | undefined, { author }: Pick<ViewedComment, 'author'>): boolean {
  return author === undefined || seesAuthor(viewerId, author.card.accountId, author.relation);
}
