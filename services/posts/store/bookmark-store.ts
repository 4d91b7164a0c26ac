import type { Queries, Transaction } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';
import type { Like } from './like-store.ts';

const insertBookmark = `
  insert into post_bookmark (account_id, post_id, bookmark_id)
  select :accountId, :postId, :bookmarkId
  where exists (select 1 from post where post_id = :postId and delete_time is null)
  on conflict do nothing`;

/** Adds a bookmark, unless there is one. */
export async function addBookmark(tx: Transaction, bookmark: Like & { bookmarkId: string }): Promise<void> {
  await tx.run(insertBookmark, { ...bookmark });
}

/** Takes a bookmark away, if there is one. */
export async function removeBookmark(tx: Transaction, { postId, accountId }: Like): Promise<void> {
  await tx.run('delete from post_bookmark where account_id = :accountId and post_id = :postId', { accountId, postId });
}

const selectBookmarks = `
  select account.value as account_id,
    (select json_group_array(post_id) from post_bookmark where account_id = account.value) as posts
  from ${listRows(':accounts')} as account`;

/** What some accounts bookmarked, by account. */
export async function findBookmarks(
  queries: Pick<Queries, 'all'>,
  accounts: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const params = { accounts: JSON.stringify(accounts) };
  const rows = await queries.all<{ account_id: string; posts: string }>(selectBookmarks, params);
  return new Map(rows.map((row) => [row.account_id, row.posts === '[]' ? nothing : new Set(JSON.parse(row.posts))]));
}

// Most accounts have none: they share one set.
const nothing: ReadonlySet<string> = new Set();
