import { spansFromColumn } from '../../text/text-spans.ts';
import type { Closed, Comment, ReadComment } from '../domain/comment.ts';

/** A row of `comment`. */
export interface CommentRow {
  comment_id: string;
  post_id: string;
  parent_comment_id: string | null;
  author_id: string | null;
  text: string;
  spans: string;
  create_time: number;
  edit_time: number | null;
  closed: Closed | null;
  like_count: number;
  reply_count: number;
  closed_reply_count: number;
}

/** A comment as a JSON object; `liked` says whether the viewer likes it. */
export type CommentItem = CommentRow & { liked: number };

const columns = [
  'comment_id',
  'post_id',
  'parent_comment_id',
  'author_id',
  'text',
  'spans',
  'create_time',
  'edit_time',
  'closed',
  'like_count',
  'reply_count',
  'closed_reply_count',
];

/**
 * SQL text of a CommentItem in JSON, for the viewer `:viewer`: SQLite aggregates comments to one value, so that one row
 * crosses the driver, not one a comment.
 * @param c the name of the table or subquery that has the columns of `comment`
 */
export function commentObject(c: string): string {
  const liked = `exists (select 1 from comment_like where comment_id = ${c}.comment_id and account_id = :viewer)`;
  return `json_object(${columns.map((name) => `'${name}', ${c}.${name}`).join(', ')}, 'liked', ${liked})`;
}

export function commentFromRow(row: CommentRow): Comment {
  return {
    commentId: row.comment_id,
    postId: row.post_id,
    parentCommentId: row.parent_comment_id ?? undefined,
    authorId: row.author_id ?? undefined,
    text: row.text,
    spans: spansFromColumn(row.spans),
    createTime: new Date(row.create_time),
    editTime: row.edit_time === null ? undefined : new Date(row.edit_time),
    closed: row.closed ?? undefined,
    likeCount: row.like_count,
    openReplies: row.reply_count,
    closedReplies: row.closed_reply_count,
  };
}

export function commentFromItem(item: CommentItem): ReadComment {
  return { ...commentFromRow(item), viewerLiked: item.liked !== 0 };
}
