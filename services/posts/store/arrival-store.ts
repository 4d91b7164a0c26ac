import {
  inCircleColumn,
  type RelationRow,
  relationColumns,
  relationFromRow,
} from '../../audience/replica/relation-sql.ts';
import type { Database } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';
import type { PostAudience } from '../domain/post.ts';
import type { PostQuestion } from '../domain/visibility.ts';
import { mentionedColumn, postAuthor } from './post-rows.ts';

/** A post that came to a timeline, and what the oracle must know to show it to the owner. */
export interface Arrival extends PostQuestion {
  readonly ownerId: string;
  readonly postId: string;
  /** Of its PostCreated in the log. */
  readonly position: bigint;
}

interface ArrivalRow extends RelationRow {
  owner_id: string;
  post_id: string;
  author_id: string;
  audience: PostAudience;
  author_private: number;
  in_circle: number;
  mentioned: number;
  position: number;
}

const arrivals = `
  select home_entry.owner_id, home_entry.post_id, home_entry.position, post.author_id, post.audience,
    author.private as author_private, ${inCircleColumn('home_entry.owner_id', 'post.circle_id')} as in_circle,
    ${mentionedColumn('home_entry.owner_id')}, ${relationColumns('home_entry.owner_id', 'post.author_id')}
  from home_entry join post on post.post_id = home_entry.post_id and post.delete_time is null ${postAuthor}`;

const selectArrivals = `${arrivals}
  where home_entry.position > :after and home_entry.position <= :to and ${inList('home_entry.owner_id', ':owners')}
  order by home_entry.position`;

// `+` keeps the search to the owner's own few entries, for which there is a key.
const selectArrivalsOfOwner = `${arrivals}
  where home_entry.owner_id = :ownerId and +home_entry.position > :after and +home_entry.position <= :to
  order by home_entry.position limit :limit`;

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
  return rows.map(arrivalFromRow);
}

/** As `findArrivals`, of one timeline, the first few. */
export async function findArrivalsOfOwner(
  database: Database,
  ownerId: string,
  { after, to, limit }: Stretch & { limit: number },
): Promise<Arrival[]> {
  const rows = await database.all<ArrivalRow>(selectArrivalsOfOwner, { ownerId, after, to, limit });
  return rows.map(arrivalFromRow);
}

function arrivalFromRow(row: ArrivalRow): Arrival {
  return {
    ownerId: row.owner_id,
    postId: row.post_id,
    position: BigInt(row.position),
    authorId: row.author_id,
    audience: row.audience,
    authorPrivate: row.author_private !== 0,
    inCircle: row.in_circle !== 0,
    mentioned: row.mentioned !== 0,
    relation: relationFromRow(row),
  };
}
