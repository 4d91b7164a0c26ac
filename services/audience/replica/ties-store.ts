import type { Queries } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';
import { type Standing, stranger } from '../decide.ts';

/** All whom one viewer follows or blocks, who blocks them, and the circles they are in: how they stand to anybody. */
export interface Ties {
  readonly following: ReadonlySet<string>;
  readonly blocking: ReadonlySet<string>;
  readonly blockedBy: ReadonlySet<string>;
  /** The ids of the circles of others that the viewer is in. */
  readonly memberOf: ReadonlySet<string>;
}

interface TiesRow {
  viewer_id: string;
  following: string;
  blocking: string;
  blocked_by: string;
  member_of: string;
}

// One value in JSON each: that is quicker than a row for each person.
const selectTies = `
  select viewer.value as viewer_id,
    (select json_group_array(followee_id) from follow where follower_id = viewer.value) as following,
    (select json_group_array(blocked_id) from block where blocker_id = viewer.value) as blocking,
    (select json_group_array(blocker_id) from block where blocked_id = viewer.value) as blocked_by,
    (select json_group_array(circle_id) from circle_member where member_id = viewer.value) as member_of
  from ${listRows(':viewers')} as viewer`;

/** The ties of some viewers, by account id. */
export async function findTies(queries: Pick<Queries, 'all'>, viewers: readonly string[]): Promise<Map<string, Ties>> {
  const rows = await queries.all<TiesRow>(selectTies, { viewers: JSON.stringify(viewers) });
  return new Map(rows.map((row) => [row.viewer_id, tiesFromRow(row)]));
}

/** How a viewer stands to a person. Who has no account has no ties. */
export function standingTo(ties: Ties | undefined, accountId: string): Standing {
  if (!ties) return stranger;
  const following = ties.following.has(accountId);
  const blocking = ties.blocking.has(accountId);
  const blockedBy = ties.blockedBy.has(accountId);
  return following || blocking || blockedBy ? { following, blocking, blockedBy } : stranger;
}

function tiesFromRow({ following, blocking, blocked_by, member_of }: TiesRow): Ties {
  return {
    following: setOf(following),
    blocking: setOf(blocking),
    blockedBy: setOf(blocked_by),
    memberOf: setOf(member_of),
  };
}

// Most people are blocked by nobody, and in no circle: they share one set.
const nobody: ReadonlySet<string> = new Set();

function setOf(column: string): ReadonlySet<string> {
  return column === '[]' ? nobody : new Set<string>(JSON.parse(column));
}
