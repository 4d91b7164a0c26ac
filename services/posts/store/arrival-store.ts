import type { Database } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';
import type { ListEntry } from '../domain/list-entry.ts';
import { countsAtHome, entriesFromColumn, homeEntryItem } from './list-store.ts';

/** An entry that came to a timeline; its owner may not be allowed to see it. */
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

const selectArrivals = `
  select entry.owner_id, ${homeEntryItem} as item, entry.position from home_entry as entry
  where entry.position > :after and entry.position <= :to and ${inList('entry.owner_id', ':owners')} and ${countsAtHome}
  order by entry.position`;

// `+` keeps the search to the owner's own few entries, for which there is a key.
const selectArrivalsOfOwner = `
  select entry.owner_id, ${homeEntryItem} as item, entry.position from home_entry as entry
  where entry.owner_id = :ownerId and +entry.position > :after and +entry.position <= :to and ${countsAtHome}
  order by entry.position limit :limit`;

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
