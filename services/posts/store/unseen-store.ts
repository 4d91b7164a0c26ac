import type { Queries } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';

/** How much of what there is to a post was done by some people. */
export interface DoneBy {
  readonly likes: number;
  readonly reposts: number;
}

const countIn = (table: string) => `
  (select count(*) from ${listRows(':accountIds')} as other cross join ${table} as done
    where done.post_id = post.value and done.account_id = other.value)`;

const selectDone = `
  select post.value as post_id, ${countIn('post_like')} as likes, ${countIn('post_repost')} as reposts
  from ${listRows(':postIds')} as post`;

/** What some people did with some posts, by post. */
export async function countDoneBy(
  queries: Pick<Queries, 'all'>,
  accountIds: readonly string[],
  postIds: readonly string[],
): Promise<Map<string, DoneBy>> {
  const params = { accountIds: JSON.stringify(accountIds), postIds: JSON.stringify(postIds) };
  const rows = await queries.all<DoneBy & { post_id: string }>(selectDone, params);
  return new Map(rows.map(({ post_id, likes, reposts }) => [post_id, { likes, reposts }]));
}
