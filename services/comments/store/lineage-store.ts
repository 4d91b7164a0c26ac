import { type RelationRow, relationColumns, relationFromRow } from '../../audience/replica/relation-sql.ts';
import type { Queries } from '../../kit/database/database.ts';
import type { Lineage } from '../domain/lineage.ts';
import { type PostRow, postColumns, postFromRow } from './post-store.ts';

type LineageRow = PostRow & { comment_author_id: string | null; authors: string };
type AuthorRow = RelationRow & { author_id: string };

const selectLineage = `
  with recursive line (parent_comment_id, author_id) as (
    select parent_comment_id, author_id from comment where comment_id = :commentId
    union all
    select above.parent_comment_id, above.author_id
    from line join comment as above on above.comment_id = line.parent_comment_id
  )
  select ${postColumns}, comment.author_id as comment_author_id,
    (select json_group_array(json_object(
        'author_id', a.author_id, 'following', a.following, 'followed_by', a.followed_by,
        'blocking', a.blocking, 'blocked_by', a.blocked_by
      )) from (
        select author_id, ${relationColumns(':viewer', 'author_id')}
        from (select distinct author_id from line where author_id is not null)
      ) as a) as authors
  from comment join post_header on post_header.post_id = comment.post_id
  where comment.comment_id = :commentId`;

/** Undefined if there is no such comment, or its post is not known here yet. */
export async function findLineage(
  queries: Pick<Queries, 'get'>,
  commentId: string,
  viewerId: string | undefined,
): Promise<Lineage | undefined> {
  const row = await queries.get<LineageRow>(selectLineage, { commentId, viewer: viewerId ?? null });
  if (!row) return undefined;
  const authors: AuthorRow[] = JSON.parse(row.authors);
  return {
    commentId,
    post: postFromRow(row),
    authorId: row.comment_author_id ?? undefined,
    authors: authors.map((author) => ({ authorId: author.author_id, relation: relationFromRow(author) })),
  };
}
