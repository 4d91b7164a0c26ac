import type { Queries } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';
import { type ListEntry, plainEntry } from '../domain/list-entry.ts';

type Reading = Pick<Queries, 'all'>;

/** The newest entries of a list, newest first. */
export interface ListHead {
  readonly entries: readonly ListEntry[];
  /** The list has no more than these. */
  readonly complete: boolean;
}

/** How many entries of a list are read ahead: several pages. */
const headSize = 60;

/** A list of posts: the statements that read it. */
export interface PostList {
  /** Of some owners, with the columns `owner_id` and `entries`. */
  readonly heads: string;
  /** Of `:ownerId`, at most `:limit` before the entry `:before`, with the columns `owner_id` and `entries`. */
  readonly stretch: string;
}

/** Whose list, from where, and how much of it, as texts of SQL. */
interface Part {
  readonly owner: string;
  readonly before: string;
  readonly limit: string;
}

/** A list by the statement of its entries: newest first, as a column `entry` in JSON. */
const listOf = (entries: (part: Part) => string): PostList => ({
  heads: `
    select owner.value as owner_id, (select json_group_array(json(entry)) from (
      ${entries({ owner: 'owner.value', before: "'~'", limit: String(headSize) })})) as entries
    from ${listRows(':owners')} as owner`,
  stretch: `
    select :ownerId as owner_id, (select json_group_array(json(entry)) from (
      ${entries({ owner: ':ownerId', before: ':before', limit: ':limit' })})) as entries`,
});

// A post is there once: for itself, or by the first repost that counts. Who counts is known to the reader.
const earlierReposters = `
  (select json_group_array(earlier.source) from home_entry as earlier
    where earlier.owner_id = entry.owner_id and earlier.post_id = entry.post_id
      and earlier.entry_id <> earlier.post_id and earlier.entry_id < entry.entry_id)`;

const isThereByItself = `
  case when exists (
    select 1 from home_entry as itself
    where itself.owner_id = entry.owner_id and itself.entry_id = entry.post_id) then 1 else 0 end`;

// A post by itself can be there for several reasons: it is written by who is followed, with hashtags that are followed.
const standsOnce = `
  (entry.source = '' or entry.entry_id <> entry.post_id or not exists (
    select 1 from home_entry as itself
    where itself.owner_id = entry.owner_id and itself.entry_id = entry.post_id and itself.source < entry.source))`;

/** An entry of a home timeline that is not one too many, whatever the reader mutes. Of most the first part is true. */
export const countsAtHome = `
  (entry.source = '' or not exists (
    select 1 from home_entry as itself
    where itself.owner_id = entry.owner_id and itself.entry_id = entry.post_id
      and (entry.entry_id <> entry.post_id or itself.source < entry.source)))`;

/** An entry of a home timeline in JSON, as the lists have it. */
export const homeEntryItem = `
  case when entry.entry_id = entry.post_id then json_array(entry.post_id)
    else json_array(entry.entry_id, entry.post_id, entry.source, json(${earlierReposters}), ${isThereByItself}) end`;

/** What is in the home timeline of an account, each post by itself once, and by each who reposts it. */
export const homeList = listOf(
  ({ owner, before, limit }) => `
    select ${homeEntryItem} as entry from home_entry as entry
    where entry.owner_id = ${owner} and entry.entry_id < ${before} and ${standsOnce}
    order by entry.entry_id desc limit ${limit}`,
);

const written = ({ owner, before, limit }: Part) => `
  select post_id as entry_id, json_array(post_id) as entry from post
  where author_id = ${owner} and post_id < ${before} order by post_id desc limit ${limit}`;

// One's own posts are there already.
const reposted = ({ owner, before, limit }: Part) => `
  select repost_id as entry_id, json_array(repost_id, post_id, account_id, json('[]')) as entry from post_repost
  where account_id = ${owner} and repost_id < ${before}
    and not exists (select 1 from post where post.post_id = post_repost.post_id and post.author_id = ${owner})
  order by repost_id desc limit ${limit}`;

/** What an account wrote. */
export const writtenList = listOf(written);

/** What an account wrote and reposted. */
export const authorList = listOf(
  (part) => `
    select entry from (select * from (${written(part)}) union all select * from (${reposted(part)}))
    order by entry_id desc limit ${part.limit}`,
);

/** What quotes a post. */
export const quotesList = listOf(
  ({ owner, before, limit }) => `
    select json_array(post_id) as entry from post
    where quoted_post_id = ${owner} and quote_removed = 0 and post_id < ${before}
    order by post_id desc limit ${limit}`,
);

/** What an account likes, the newest like first. */
export const likedList = listOf(
  ({ owner, before, limit }) => `
    select json_array(like_id, post_id) as entry from post_like
    where account_id = ${owner} and like_id < ${before} order by like_id desc limit ${limit}`,
);

/** What an account bookmarked, the newest bookmark first. */
export const bookmarkList = listOf(
  ({ owner, before, limit }) => `
    select json_array(bookmark_id, post_id) as entry from post_bookmark
    where account_id = ${owner} and bookmark_id < ${before} order by bookmark_id desc limit ${limit}`,
);

/** What is written with a hashtag. */
export const hashtagList = listOf(
  ({ owner, before, limit }) => `
    select json_array(post_id) as entry from post_hashtag
    where hashtag = ${owner} and post_id < ${before} order by post_id desc limit ${limit}`,
);

/** What is written for everybody; whoever owns it. */
export const localList = listOf(
  ({ before, limit }) => `
    select json_array(post_id) as entry from post
    where audience = 'public' and post_id < ${before} order by post_id desc limit ${limit}`,
);

interface ListRow {
  owner_id: string;
  entries: string;
}

/** How the lists of some owners begin, by owner. */
export async function findListHeads(
  queries: Reading,
  list: PostList,
  owners: readonly string[],
): Promise<Map<string, ListHead>> {
  const rows = await queries.all<ListRow>(list.heads, { owners: JSON.stringify(owners) });
  return new Map(rows.map((row) => [row.owner_id, headOf(entriesFromColumn(row.entries))]));
}

/** At most `limit` entries of a list before one, newest first. */
export async function findListStretch(
  queries: Reading,
  list: PostList,
  stretch: { ownerId: string; before: string; limit: number },
): Promise<ListEntry[]> {
  const rows = await queries.all<ListRow>(list.stretch, stretch);
  return entriesFromColumn(rows[0]?.entries ?? '[]');
}

/** As `findListStretch`, from what is known of how the list begins; undefined where that does not reach. */
export function stretchOfHead({ entries, complete }: ListHead, before: string, limit: number): ListEntry[] | undefined {
  const first = entries.findIndex(({ entryId }) => entryId < before);
  if (first < 0) return complete ? [] : undefined;
  return complete || first + limit <= entries.length ? entries.slice(first, first + limit) : undefined;
}

function headOf(entries: ListEntry[]): ListHead {
  return { entries, complete: entries.length < headSize };
}

type EntryItem =
  | [postId: string]
  | [entryId: string, postId: string]
  | [entryId: string, postId: string, reposterId: string, earlierReposters: string[], isThereBefore?: number];

/** A list as its column has it: in JSON, an array each. */
export function entriesFromColumn(column: string): ListEntry[] {
  const items: EntryItem[] = JSON.parse(column);
  return items.map((item) => {
    const [entryId, postId = entryId, reposterId, earlierReposters = [], isThereBefore = 0] = item;
    if (reposterId === undefined) return plainEntry(postId, entryId);
    return { entryId, postId, reposterId, earlierReposters, isThereBefore: isThereBefore !== 0 };
  });
}
