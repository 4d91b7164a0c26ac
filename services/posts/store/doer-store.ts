import type { Queries } from '../../kit/database/database.ts';

/** Somebody who likes or reposts a post. */
export interface Doer {
  readonly accountId: string;
  /** Orders them: later ones come first. */
  readonly entryId: string;
}

const selectDoers = (table: string, id: string) => `
  select account_id, ${id} as entry_id from ${table}
  where post_id = :postId and ${id} < :before order by ${id} desc limit :limit`;

const statements = { like: selectDoers('post_like', 'like_id'), repost: selectDoers('post_repost', 'repost_id') };

/** Who likes or reposts a post, the newest first: at most `limit` before one. */
export async function findDoers(
  queries: Pick<Queries, 'all'>,
  deed: 'like' | 'repost',
  stretch: { postId: string; before: string; limit: number },
): Promise<Doer[]> {
  const rows = await queries.all<{ account_id: string; entry_id: string }>(statements[deed], stretch);
  return rows.map((row) => ({ accountId: row.account_id, entryId: row.entry_id }));
}
