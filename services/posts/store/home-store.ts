import { inCircleColumn } from '../../audience/replica/relation-sql.ts';
import type { Params, Transaction } from '../../kit/database/database.ts';
import { fieldOf, inList, listRows } from '../../kit/database/dialect.ts';
import type { NewPost } from '../domain/post.ts';
import type { Like } from './like-store.ts';
import { mentions } from './post-rows.ts';

/** How many posts a home timeline shows at most. No read passes this. */
export const homeLimit = 800;

/** How many rows are kept of it: with what is taken out of it, it shall not be short at once. */
export const keepLimit = 900;

/** The columns of a row of a home timeline. */
export const entryColumns = 'owner_id, entry_id, source, post_id, author_id, position';

const insertOwnEntry = `
  insert into home_entry (${entryColumns})
  values (:authorId, :postId, '', :postId, :authorId, :position) on conflict do nothing`;

/** Puts a new post into its author's own timeline. */
export async function addOwnEntry(tx: Transaction, { authorId, postId }: NewPost, position: bigint): Promise<void> {
  await tx.run(insertOwnEntry, { authorId, postId, position });
}

const insertOwnRepost = `
  insert into home_entry (${entryColumns})
  select post_repost.account_id, post_repost.repost_id, post_repost.account_id, post.post_id, post.author_id,
    post_repost.position
  from post_repost join post on post.post_id = post_repost.post_id
  where post_repost.post_id = :postId and post_repost.account_id = :accountId
  on conflict do nothing`;

/** Puts what an account reposts into its own timeline. */
export async function addOwnRepost(tx: Transaction, { postId, accountId }: Like): Promise<void> {
  await tx.run(insertOwnRepost, { postId, accountId });
}

/** A post is meant for a reader. Who is not meant gets no entry, lest it displace others; the oracle is asked at each read. */
export const isMeant = (reader: string) => `
  (post.audience in ('public', 'followers') or ${mentions(reader)} or ${inCircleColumn(reader, 'post.circle_id')})`;

/** What an author does is brought to their followers. What the others do is found when their followers read. */
export const isBrought = (author: string) => `${author} not in (select author_id from merged_author)`;

const insertFollowersEntries = `
  insert into home_entry (${entryColumns})
  select follow.follower_id, post.post_id, '', post.post_id, post.author_id, post.position
  from post join follow on follow.followee_id = post.author_id
  where ${inList('post.post_id', ':postIds')} and ${isMeant('follow.follower_id')} and ${isBrought('post.author_id')}
  on conflict do nothing
  returning owner_id, position`;

/** Whose timeline a post came to. */
export interface NewEntry {
  readonly ownerId: string;
  /** Of the event in the log. */
  readonly position: number;
}

/** Puts posts into the timelines of their authors' followers. Those that are gone go nowhere. */
export async function addFollowersEntries(tx: Transaction, postIds: readonly string[]): Promise<NewEntry[]> {
  return addEntries(tx, insertFollowersEntries, { postIds: JSON.stringify(postIds) });
}

const insertRepostEntries = `
  insert into home_entry (${entryColumns})
  select follow.follower_id, post_repost.repost_id, post_repost.account_id, post.post_id, post.author_id,
    post_repost.position
  from post_repost join post on post.post_id = post_repost.post_id
    join follow on follow.followee_id = post_repost.account_id
  where ${inList('post_repost.position', ':positions')} and ${isBrought('post_repost.account_id')}
  on conflict do nothing
  returning owner_id, position`;

/** Puts reposts, of some positions in the log, into the timelines of who follows the reposters. */
export async function addRepostEntries(tx: Transaction, positions: readonly bigint[]): Promise<NewEntry[]> {
  return addEntries(tx, insertRepostEntries, { positions: JSON.stringify(positions.map(Number)) });
}

/** Runs a statement that adds entries. Gives what it added. */
export async function addEntries(tx: Transaction, sql: string, params: Params): Promise<NewEntry[]> {
  const rows = await tx.all<OwnerRow & { position: number }>(sql, params);
  return rows.map((row) => ({ ownerId: row.owner_id, position: row.position }));
}

// In the order of the key, which is far quicker to write than post by post.
const insertEntriesOfOwners = `
  insert into home_entry (${entryColumns})
  select follow.follower_id, post.post_id, '', post.post_id, post.author_id, post.position
  from follow join post on post.author_id = follow.followee_id
  where ${inList('follow.follower_id', ':owners')} and ${isMeant('follow.follower_id')}
    and ${isBrought('post.author_id')}
  order by follow.follower_id, post.post_id
  on conflict do nothing`;

/** Puts all that they follow into the timelines of some owners, as if each post came just now. */
export async function fillEntries(tx: Transaction, owners: readonly string[]): Promise<void> {
  await tx.run(insertEntriesOfOwners, { owners: JSON.stringify(owners) });
  await trimEntries(tx, owners);
}

/** Whose timeline it is, and who writes. */
export interface Reading {
  readonly ownerId: string;
  readonly authorId: string;
}

const [owner, author] = [fieldOf('pair', '$.ownerId'), fieldOf('pair', '$.authorId')];
const pairsWhoFollow = `
  pair (owner_id, author_id) as materialized (
    select distinct ${owner}, ${author} from ${listRows(':pairs')} as pair
    where exists (select 1 from follow where follower_id = ${owner} and followee_id = ${author})
      and ${isBrought(author)})`;

/** Of each author no more than a timeline keeps: who comes after the last of that many is left out. */
const newest = (id: string, from: string) => `
  ${id} >= coalesce((select ${id} ${from} order by ${id} desc limit 1 offset ${keepLimit - 1}), '')`;

const meantFor = `from post where post.author_id = pair.author_id and ${isMeant('pair.owner_id')}`;
const insertBackfill = `
  with ${pairsWhoFollow}
  insert into home_entry (${entryColumns})
  select pair.owner_id, post.post_id, '', post.post_id, post.author_id, post.position
  from pair cross join post on post.author_id = pair.author_id
  where ${isMeant('pair.owner_id')} and ${newest('post.post_id', meantFor)}
  on conflict do nothing`;

const repostedBy = 'from post_repost where post_repost.account_id = pair.author_id';
const insertRepostBackfill = `
  with ${pairsWhoFollow}
  insert into home_entry (${entryColumns})
  select pair.owner_id, post_repost.repost_id, post_repost.account_id, post.post_id, post.author_id, post_repost.position
  from pair cross join post_repost on post_repost.account_id = pair.author_id
    join post on post.post_id = post_repost.post_id
  where ${newest('post_repost.repost_id', repostedBy)}
  on conflict do nothing`;

/** Puts what authors wrote and reposted into the timelines of those who follow them. */
export async function backfillEntries(tx: Transaction, pairs: readonly Reading[]): Promise<void> {
  const params = { pairs: JSON.stringify(pairs) };
  await tx.run(insertBackfill, params);
  await tx.run(insertRepostBackfill, params);
  await trimEntries(tx, [...new Set(pairs.map(({ ownerId }) => ownerId))]);
}

const deleteEntriesOfAuthors = `
  delete from home_entry where (owner_id, entry_id, source) in (
    select entry.owner_id, entry.entry_id, entry.source
    from ${listRows(':pairs')} as pair cross join home_entry as entry on entry.owner_id = ${owner}
      and ((entry.author_id = ${author} and entry.source = '') or entry.source = ${author})
    where ${owner} <> ${author})`;

/** Takes what authors wrote or reposted out of the timelines of others, unless it is there for another reason. */
export async function removeEntriesOfAuthors(tx: Transaction, pairs: readonly Reading[]): Promise<void> {
  await tx.run(deleteEntriesOfAuthors, { pairs: JSON.stringify(pairs) });
}

const deleteSurplus = `
  delete from home_entry where (owner_id, entry_id, source) in (
    select entry.owner_id, entry.entry_id, entry.source
    from ${listRows(':owners')} as owner join home_entry as entry on entry.owner_id = owner.value and entry.entry_id < (
      select entry_id from home_entry where owner_id = owner.value
      order by entry_id desc limit 1 offset ${keepLimit - 1}))
  returning owner_id, entry_id`;

const raiseFloors = `
  insert into home_floor (owner_id, entry_id)
  select ${fieldOf('cut', '$.owner_id')}, max(${fieldOf('cut', '$.entry_id')})
  from ${listRows(':cuts')} as cut where true group by 1
  on conflict (owner_id) do update set entry_id = max(entry_id, excluded.entry_id)`;

/** Removes what lies deeper than a timeline shows, and keeps how far down it then goes. */
export async function trimEntries(tx: Transaction, owners: readonly string[]): Promise<void> {
  if (owners.length === 0) return;
  const cuts = await tx.all<OwnerRow>(deleteSurplus, { owners: JSON.stringify(owners) });
  if (cuts.length > 0) await tx.run(raiseFloors, { cuts: JSON.stringify(cuts) });
}

/**
 * Removes the surplus of a sixteenth of the timelines that posts came to: of those whose owner's id ends with the
 * position's last hexadecimal digit. So a timeline is trimmed at each sixteenth post or so, not at each.
 */
export async function trimSomeEntries(tx: Transaction, entries: readonly NewEntry[]): Promise<void> {
  const owners = entries.filter(({ ownerId, position }) => ownerId.endsWith((position % 16).toString(16)));
  await trimEntries(
    tx,
    owners.map(({ ownerId }) => ownerId),
  );
}

const deleteEntriesOfPost = `
  delete from home_entry where position in (
    select position from post where post_id = :postId union all select position from post_repost where post_id = :postId)
  returning owner_id`;

/** Takes a post that is still there out of all timelines. Gives their owners. */
export function removeEntriesOfPost(tx: Transaction, postId: string): Promise<string[]> {
  return removeEntries(tx, deleteEntriesOfPost, { postId });
}

const deleteEntriesAt = 'delete from home_entry where position = :position returning owner_id';

/** Takes what came with an event out of all timelines. Gives their owners. */
export function removeEntriesAt(tx: Transaction, position: bigint): Promise<string[]> {
  return removeEntries(tx, deleteEntriesAt, { position });
}

/** Runs a statement that removes entries. Gives whose they were. */
export async function removeEntries(tx: Transaction, sql: string, params: Params): Promise<string[]> {
  return (await tx.all<OwnerRow>(sql, params)).map((row) => row.owner_id);
}

interface OwnerRow {
  owner_id: string;
}
