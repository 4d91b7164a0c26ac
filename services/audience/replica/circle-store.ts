import type { Queries } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';
import { type Standing, stranger } from '../decide.ts';

/** All whom one viewer follows or blocks, and who blocks them: how they stand to anybody. */
export interface Circle {
  readonly following: ReadonlySet<string>;
  readonly blocking: ReadonlySet<string>;
  readonly blockedBy: ReadonlySet<string>;
}

interface CircleRow {
  viewer_id: string;
  following: string;
  blocking: string;
  blocked_by: string;
}

// One value in JSON each: that is quicker than a row for each person.
const selectCircles = `
  select viewer.value as viewer_id,
    (select json_group_array(followee_id) from follow where follower_id = viewer.value) as following,
    (select json_group_array(blocked_id) from block where blocker_id = viewer.value) as blocking,
    (select json_group_array(blocker_id) from block where blocked_id = viewer.value) as blocked_by
  from ${listRows(':viewers')} as viewer`;

/** The circles of some viewers, by account id. */
export async function findCircles(
  queries: Pick<Queries, 'all'>,
  viewers: readonly string[],
): Promise<Map<string, Circle>> {
  const rows = await queries.all<CircleRow>(selectCircles, { viewers: JSON.stringify(viewers) });
  return new Map(rows.map((row) => [row.viewer_id, circleFromRow(row)]));
}

/** How a viewer stands to a person. Nobody's circle is undefined. */
export function standingTo(circle: Circle | undefined, accountId: string): Standing {
  if (!circle) return stranger;
  const following = circle.following.has(accountId);
  const blocking = circle.blocking.has(accountId);
  const blockedBy = circle.blockedBy.has(accountId);
  return following || blocking || blockedBy ? { following, blocking, blockedBy } : stranger;
}

function circleFromRow({ following, blocking, blocked_by }: CircleRow): Circle {
  return { following: setOf(following), blocking: setOf(blocking), blockedBy: setOf(blocked_by) };
}

// Most people are blocked by nobody: they share one set.
const nobody: ReadonlySet<string> = new Set();

function setOf(column: string): ReadonlySet<string> {
  return column === '[]' ? nobody : new Set<string>(JSON.parse(column));
}
