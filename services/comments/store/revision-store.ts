import type { Queries } from '../../kit/database/database.ts';
import { spansFromColumn, type TextSpan } from '../../text/text-spans.ts';

/** A text that a comment has or had. */
export interface Revision {
  /** From 1 on. */
  readonly revision: number;
  readonly text: string;
  readonly spans: readonly TextSpan[];
  /** When the comment got this text. */
  readonly createTime: Date;
}

// A comment that was never edited has no revisions of its own.
const selectRevisions = `
  select revision, text, spans, create_time from comment_revision where comment_id = :commentId and revision < :before
  union all
  select 1, text, spans, create_time from comment
  where comment_id = :commentId and edit_time is null and author_id is not null and 1 < :before
  order by 1 desc limit :limit`;

/** The texts that a comment had, the newest first: those before a revision. */
export async function findRevisions(
  queries: Pick<Queries, 'all'>,
  commentId: string,
  before: number,
  limit: number,
): Promise<Revision[]> {
  type Row = { revision: number; text: string; spans: string; create_time: number };
  const rows = await queries.all<Row>(selectRevisions, { commentId, before, limit });
  return rows.map((row) => ({
    revision: row.revision,
    text: row.text,
    spans: spansFromColumn(row.spans),
    createTime: new Date(row.create_time),
  }));
}
