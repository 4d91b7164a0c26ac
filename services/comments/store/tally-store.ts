import type { Queries } from '../../kit/database/database.ts';
import { inList, listRows } from '../../kit/database/dialect.ts';
import type { Closed } from '../domain/comment.ts';

type Reading = Pick<Queries, 'all'>;

interface TallyRow {
  comment_id: string;
  tally: number;
}

// From the few people to their comments, not from the comments to who wrote them.
const selectRepliesBy = `
  select reply.parent_comment_id as comment_id, count(*) as tally
  from ${listRows(':people')} as person cross join comment as reply
  where reply.author_id = person.value and reply.closed is null and ${inList('reply.parent_comment_id', ':commentIds')}
  group by reply.parent_comment_id`;

const selectLikesBy = `
  select comment_id, count(*) as tally from comment_like
  where ${inList('comment_id', ':commentIds')} and ${inList('account_id', ':people')}
  group by comment_id`;

const selectClosedReplies = `
  select parent_comment_id as comment_id, author_id, closed, count(*) as tally from comment
  where closed is not null and ${inList('parent_comment_id', ':commentIds')}
  group by parent_comment_id, author_id, closed`;

/** How many of the open replies under some comments these people wrote, by comment. */
export async function tallyRepliesBy(queries: Reading, commentIds: readonly string[], people: readonly string[]) {
  return tally(queries, selectRepliesBy, commentIds, people);
}

/** How many of the likes of some comments are of these people, by comment. */
export async function tallyLikesBy(queries: Reading, commentIds: readonly string[], people: readonly string[]) {
  return tally(queries, selectLikesBy, commentIds, people);
}

async function tally(queries: Reading, sql: string, commentIds: readonly string[], people: readonly string[]) {
  const params = { commentIds: JSON.stringify(commentIds), people: JSON.stringify(people) };
  const rows = await queries.all<TallyRow>(sql, params);
  return new Map(rows.map((row) => [row.comment_id, row.tally]));
}

/** How many closed replies of one kind and one author stand under a comment. */
export interface ClosedReplies {
  readonly parentCommentId: string;
  /** Undefined for tombstones. */
  readonly authorId: string | undefined;
  readonly closed: Closed;
  readonly replies: number;
}

/** The closed replies under some comments. */
export async function tallyClosedReplies(queries: Reading, commentIds: readonly string[]): Promise<ClosedReplies[]> {
  type Row = TallyRow & { author_id: string | null; closed: Closed };
  const rows = await queries.all<Row>(selectClosedReplies, { commentIds: JSON.stringify(commentIds) });
  return rows.map((row) => ({
    parentCommentId: row.comment_id,
    authorId: row.author_id ?? undefined,
    closed: row.closed,
    replies: row.tally,
  }));
}
