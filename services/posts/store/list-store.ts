import type { Queries } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';

type Reading = Pick<Queries, 'all'>;

/** The newest posts of a list, newest first. */
export interface ListHead {
  readonly ids: readonly string[];
  /** The list has no more than these. */
  readonly complete: boolean;
}

/** How many posts of a list are read ahead: several pages. */
const headSize = 60;

/** A list of posts: the statements that read it, and whose it is. */
export interface PostList {
  /** Of some owners, with the columns `owner_id` and `ids`. */
  readonly heads: string;
  /** Of `:ownerId`, at most `:limit` before the id `:before`. */
  readonly stretch: string;
}

const listOf = (table: string, owner: string): PostList => ({
  heads: `
    select owner.value as owner_id, (select json_group_array(post_id) from (
      select post_id from ${table} where ${owner} = owner.value order by post_id desc limit ${headSize})) as ids
    from ${listRows(':owners')} as owner`,
  stretch: `
    select post_id from ${table} where ${owner} = :ownerId and post_id < :before
    order by post_id desc limit :limit`,
});

/** What is in the home timeline of an account. */
export const homeList = listOf('home_entry', 'owner_id');
/** What an account wrote. */
export const authorList = listOf('post', 'author_id');

/** How the lists of some owners begin, by owner. */
export async function findListHeads(
  queries: Reading,
  list: PostList,
  owners: readonly string[],
): Promise<Map<string, ListHead>> {
  const rows = await queries.all<{ owner_id: string; ids: string }>(list.heads, { owners: JSON.stringify(owners) });
  return new Map(rows.map((row) => [row.owner_id, headOf(JSON.parse(row.ids))]));
}

/** At most `limit` posts of a list before an id, newest first. */
export async function findListStretch(
  queries: Reading,
  list: PostList,
  stretch: { ownerId: string; before: string; limit: number },
): Promise<string[]> {
  const rows = await queries.all<{ post_id: string }>(list.stretch, stretch);
  return rows.map((row) => row.post_id);
}

/** As `findListStretch`, from what is known of how the list begins; undefined where that does not reach. */
export function stretchOfHead({ ids, complete }: ListHead, before: string, limit: number): string[] | undefined {
  const first = ids.findIndex((id) => id < before);
  if (first < 0) return complete ? [] : undefined;
  return complete || first + limit <= ids.length ? ids.slice(first, first + limit) : undefined;
}

function headOf(ids: string[]): ListHead {
  return { ids, complete: ids.length < headSize };
}
