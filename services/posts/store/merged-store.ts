import type { Queries, Transaction } from '../../kit/database/database.ts';
import { fieldOf, inList, listRows } from '../../kit/database/dialect.ts';
import type { ListEntry } from '../domain/list-entry.ts';

const insertMerged = `
  insert into merged_author (author_id)
  select writer.author_id
  from (
    select author_id from post where ${inList('position', ':positions')}
    union select account_id from post_repost where ${inList('position', ':positions')}) as writer
  where writer.author_id not in (select author_id from merged_author)
    and (select count(*) from (select 1 from follow where followee_id = writer.author_id limit :max + 1)) > :max`;

/**
 * Of who wrote or reposted at some positions of the log: from now on, what those with more followers than `max` do is
 * brought to nobody, but found when their followers read. That stays so, also when they have fewer again: to bring all of
 * it to thousands at once would cost more than it saves. Gives whether there are new ones.
 */
export async function markMerged(tx: Transaction, positions: readonly bigint[], max: number): Promise<boolean> {
  return (await tx.run(insertMerged, { positions: JSON.stringify(positions.map(Number)), max })) > 0;
}

/** Whose posts are found when their followers read. */
export async function findMerged(queries: Pick<Queries, 'all'>): Promise<ReadonlySet<string>> {
  const rows = await queries.all<{ author_id: string }>('select author_id from merged_author');
  return new Set(rows.map((row) => row.author_id));
}

// What is in the home timeline by itself counts, and what those who are merged into it wrote or reposted.
const selectStanding = `
  select ${fieldOf('item', '$[0]')} as entry_id,
    exists (
      select 1 from home_entry
      where owner_id = :ownerId and entry_id = ${fieldOf('item', '$[1]')} and post_id = entry_id)
    or exists (
      select 1 from post where post_id = ${fieldOf('item', '$[1]')} and ${inList('author_id', ':authors')}) as itself,
    (select json_group_array(account_id) from (
      select source as account_id from home_entry
      where owner_id = :ownerId and post_id = ${fieldOf('item', '$[1]')} and entry_id <> post_id
        and entry_id < ${fieldOf('item', '$[0]')}
      union
      select account_id from post_repost
      where post_id = ${fieldOf('item', '$[1]')} and repost_id < ${fieldOf('item', '$[0]')}
        and ${inList('account_id', ':authors')})) as earlier
  from ${listRows(':items')} as item`;

/** Says of the reposts among merged entries whether their posts came to the timeline before. */
export async function placeReposts(
  queries: Pick<Queries, 'all'>,
  ownerId: string,
  authors: readonly string[],
  entries: readonly ListEntry[],
): Promise<ListEntry[]> {
  const reposts = entries.filter(({ reposterId }) => reposterId !== undefined);
  if (reposts.length === 0) return [...entries];
  const items = JSON.stringify(reposts.map(({ entryId, postId }) => [entryId, postId]));
  const params = { ownerId, items, authors: JSON.stringify(authors) };
  type Row = { entry_id: string; itself: number; earlier: string };
  const rows = await queries.all<Row>(selectStanding, params);
  const places = new Map(rows.map((row) => [row.entry_id, row]));
  return entries.map((entry) => {
    const place = entry.reposterId === undefined ? undefined : places.get(entry.entryId);
    if (!place) return entry;
    return { ...entry, isThereBefore: place.itself !== 0, earlierReposters: JSON.parse(place.earlier) };
  });
}
