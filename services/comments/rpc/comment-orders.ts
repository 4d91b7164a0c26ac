import { CommentOrder } from '#gen/tertulia/comments/v1/comment.ts';
import type { CommentsContext } from '../context.ts';
import type { ReadComment } from '../domain/comment.ts';
import type { ViewedPost } from '../domain/post.ts';
import { type Place, readPageById } from '../store/page-store.ts';
import { readByLikes } from './top-order.ts';

/** The sort key of a comment in a list, and what else the list must know to go on behind it. */
export type Cursor = readonly (string | number)[];

/** Comments of a list that follow each other, hidden ones too; fewer than were asked for only where the list ends. */
export interface Batch {
  readonly post: ViewedPost;
  readonly items: readonly { comment: ReadComment; cursor: Cursor }[];
}

/** Reads what stands behind a cursor; undefined if the post is not known here. */
export type ReadBatch = (after: Cursor | undefined, limit: number) => Promise<Batch | undefined>;

/** An order of the contract; `unknown` for one that it does not have. */
export function orderFromProto(order: number): 'oldest' | 'newest' | 'top' | 'unknown' {
  switch (order) {
    case CommentOrder.COMMENT_ORDER_UNSPECIFIED:
    case CommentOrder.COMMENT_ORDER_OLDEST:
      return 'oldest';
    case CommentOrder.COMMENT_ORDER_NEWEST:
      return 'newest';
    case CommentOrder.COMMENT_ORDER_TOP:
      return 'top';
    default:
      return 'unknown';
  }
}

/** Before and after every id. */
const ends = { oldest: '', newest: '~' };

/** How the comments at a place are read in an order. */
export function readInOrder(
  context: CommentsContext,
  order: 'oldest' | 'newest' | 'top',
  place: Place,
  viewerId: string | undefined,
): ReadBatch {
  if (order === 'top') return readByLikes(context, place, viewerId);
  return async (cursor, limit) => {
    const after = String(cursor?.[0] ?? ends[order]);
    const page = await readPageById(context.database, order, place, { viewerId, after, limit });
    return (
      page && { post: page.post, items: page.comments.map((comment) => ({ comment, cursor: [comment.commentId] })) }
    );
  };
}
