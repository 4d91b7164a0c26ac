import type { Queries } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';
import type { Closed, ReadComment } from '../domain/comment.ts';
import type { ViewedPost } from '../domain/post.ts';
import type { CommentQuestion } from '../domain/visibility.ts';
import { type CommentItem, commentFromItem, commentObject } from './comment-rows.ts';
import { type PostRow, postColumns, postFromRow } from './post-store.ts';

/** A comment with all that decides whether a viewer sees it. */
export interface CommentLine {
  readonly post: ViewedPost;
  readonly comment: ReadComment;
  /** What it stands under, the nearest first. */
  readonly above: readonly Ancestor[];
}

/** A comment that another stands under. */
export interface Ancestor extends CommentQuestion {
  readonly commentId: string;
}

/** A comment on its post, without what it stands under. */
export type LooseComment = Omit<CommentLine, 'above'>;

/** SQL text of the ancestors of a comment whose parent is `parent`, as one value. */
const aboveOf = (parent: string) => `
  (with recursive line (comment_id, parent_comment_id, author_id, closed, distance) as (
      select above.comment_id, above.parent_comment_id, above.author_id, above.closed, 1
      from comment as above where above.comment_id = ${parent}
      union all
      select above.comment_id, above.parent_comment_id, above.author_id, above.closed, line.distance + 1
      from line join comment as above on above.comment_id = line.parent_comment_id
    )
    select json_group_array(json_array(a.comment_id, a.author_id, a.closed))
    from (select * from line order by distance) as a)`;

const select = (columns: string) => `
  select ${postColumns}, ${commentObject('comment')} as comment ${columns}
  from comment join post_header on post_header.post_id = comment.post_id
    left join thread on thread.post_id = post_header.post_id`;

const selectLines = `
  ${select(`, ${aboveOf('comment.parent_comment_id')} as above`)} where ${inList('comment.comment_id', ':commentIds')}`;
const selectLoose = `${select('')} where comment.comment_id = :commentId`;
const selectAbove = `select ${aboveOf(':parentCommentId')} as above`;

type LooseRow = PostRow & { comment: string };
type LineRow = LooseRow & { above: string };
type AncestorItem = [commentId: string, authorId: string | null, closed: Closed | null];

/** Some comments with their lines, by id, without those that do not exist and those of posts not known here yet. */
export async function findLines(
  queries: Pick<Queries, 'all'>,
  commentIds: readonly string[],
  viewerId: string | undefined,
): Promise<Map<string, CommentLine>> {
  const params = { commentIds: JSON.stringify(commentIds), viewer: viewerId ?? null };
  const rows = await queries.all<LineRow>(selectLines, params);
  return new Map(rows.map(lineFromRow).map((line) => [line.comment.commentId, line]));
}

/** One comment; undefined as in `findLines`. It costs the same wherever the comment stands. */
export async function findLoose(
  queries: Pick<Queries, 'all'>,
  commentId: string,
  viewerId: string | undefined,
): Promise<LooseComment | undefined> {
  const [row] = await queries.all<LooseRow>(selectLoose, { commentId, viewer: viewerId ?? null });
  return row && looseFromRow(row);
}

/** What a comment stands under, the nearest first. */
export async function findAbove(
  queries: Pick<Queries, 'all'>,
  { parentCommentId }: Pick<ReadComment, 'parentCommentId'>,
): Promise<Ancestor[]> {
  if (parentCommentId === undefined) return [];
  const [row] = await queries.all<Pick<LineRow, 'above'>>(selectAbove, { parentCommentId });
  return row ? aboveFromRow(row) : [];
}

function lineFromRow(row: LineRow): CommentLine {
  return { ...looseFromRow(row), above: aboveFromRow(row) };
}

function looseFromRow(row: LooseRow): LooseComment {
  const item: CommentItem = JSON.parse(row.comment);
  return { post: postFromRow(row), comment: commentFromItem(item) };
}

function aboveFromRow(row: Pick<LineRow, 'above'>): Ancestor[] {
  const above: AncestorItem[] = JSON.parse(row.above);
  return above.map(([commentId, authorId, closed]) => ({
    commentId,
    authorId: authorId ?? undefined,
    closed: closed ?? undefined,
  }));
}
