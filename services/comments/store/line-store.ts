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

const selectLines = `
  select ${postColumns}, ${commentObject('comment')} as comment,
    (with recursive line (comment_id, parent_comment_id, author_id, closed, distance) as (
        select above.comment_id, above.parent_comment_id, above.author_id, above.closed, 1
        from comment as above where above.comment_id = comment.parent_comment_id
        union all
        select above.comment_id, above.parent_comment_id, above.author_id, above.closed, line.distance + 1
        from line join comment as above on above.comment_id = line.parent_comment_id
      )
      select json_group_array(json_array(a.comment_id, a.author_id, a.closed))
      from (select * from line order by distance) as a) as above
  from comment join post_header on post_header.post_id = comment.post_id
    left join thread on thread.post_id = post_header.post_id
  where ${inList('comment.comment_id', ':commentIds')}`;

type LineRow = PostRow & { comment: string; above: string };
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

/** One comment with its line. */
export async function findLine(
  queries: Pick<Queries, 'all'>,
  commentId: string,
  viewerId: string | undefined,
): Promise<CommentLine | undefined> {
  return (await findLines(queries, [commentId], viewerId)).get(commentId);
}

function lineFromRow(row: LineRow): CommentLine {
  const item: CommentItem = JSON.parse(row.comment);
  const above: AncestorItem[] = JSON.parse(row.above);
  return {
    post: postFromRow(row),
    comment: commentFromItem(item),
    above: above.map(([commentId, authorId, closed]) => ({
      commentId,
      authorId: authorId ?? undefined,
      closed: closed ?? undefined,
    })),
  };
}
