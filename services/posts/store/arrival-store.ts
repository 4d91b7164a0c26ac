import type { Database } from '../../kit/database/database.ts';
import { inList, listRows } from '../../kit/database/dialect.ts';
import type { ListEntry } from '../domain/list-entry.ts';
import { countsAtHome, entriesFromColumn, homeEntryItem } from './list-store.ts';

/** An entry that came to a timeline. Its owner may not be allowed to see it, or its post may have come before. */
export interface Arrival {
  readonly ownerId: string;
  readonly postId: string;
  readonly entry: ListEntry;
  /** Of its event in the log. */
  readonly position: bigint;
}

interface ArrivalRow {
  owner_id: string;
  item: string;
  position: number;
}

const mergedPosts = (owners: string) => `
  select owner.value as owner_id, json_array(post.post_id) as item, post.position
  from post cross join merged_author on merged_author.author_id = post.author_id
    cross join ${owners} as owner
  where post.position > :after and post.position <= :to
    and exists (select 1 from follow where follower_id = owner.value and followee_id = post.author_id)
    and not exists (select 1 from home_entry where owner_id = owner.value and entry_id = post.post_id)`;

const mergedReposts = (owners: string) => `
  select owner.value as owner_id, json_array(repost.repost_id, repost.post_id, repost.account_id, json('[]')) as item,
    repost.position
  from post_repost as repost cross join merged_author on merged_author.author_id = repost.account_id
    cross join ${owners} as owner
  where repost.position > :after and repost.position <= :to
    and exists (select 1 from follow where follower_id = owner.value and followee_id = repost.account_id)
    and not exists (select 1 from home_entry where owner_id = owner.value and entry_id = repost.repost_id)`;

const brought = (which: string) => `
  select entry.owner_id, ${homeEntryItem} as item, entry.position from home_entry as entry
  where ${which} and ${countsAtHome}`;

// `+` keeps the search to the stretch, which is short: a timeline has hundreds of entries, and many are watched.
const selectArrivals = `
  ${brought(`entry.position > :after and entry.position <= :to and ${inList('+entry.owner_id', ':owners')}`)}
  union all ${mergedPosts(listRows(':owners'))}
  union all ${mergedReposts(listRows(':owners'))}
  order by position`;

// `+` keeps the search to the owner's own few entries, for which there is a key.
const selectArrivalsOfOwner = `
  ${brought('entry.owner_id = :ownerId and +entry.position > :after and +entry.position <= :to')}
  union all ${mergedPosts('(select :ownerId as value)')}
  union all ${mergedReposts('(select :ownerId as value)')}
  order by position limit :limit`;

/** A stretch of the log: after one position, up to and with another. */
export interface Stretch {
  readonly after: bigint;
  readonly to: bigint;
}

/** What came to some timelines in a stretch of the log, in its order. */
export async function findArrivals(
  database: Database,
  owners: readonly string[],
  { after, to }: Stretch,
): Promise<Arrival[]> {
  const rows = await database.all<ArrivalRow>(selectArrivals, { owners: JSON.stringify(owners), after, to });
  return arrivalsFromRows(rows);
}

/** As `findArrivals`, of one timeline, the first few. */
export async function findArrivalsOfOwner(
  database: Database,
  ownerId: string,
  { after, to, limit }: Stretch & { limit: number },
): Promise<Arrival[]> {
  const rows = await database.all<ArrivalRow>(selectArrivalsOfOwner, { ownerId, after, to, limit });
  return arrivalsFromRows(rows);
}

function arrivalsFromRows(rows: readonly ArrivalRow[]): Arrival[] {
  const entries = entriesFromColumn(`[${rows.map(({ item }) => item).join(',')}]`);
  return rows.flatMap((row, index) => {
    const entry = entries[index];
    return entry ? [{ ownerId: row.owner_id, postId: entry.postId, entry, position: BigInt(row.position) }] : [];
  });
}
