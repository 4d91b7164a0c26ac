import type { Queries } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';
import type { Mutes } from './mutes.ts';

interface MutesRow {
  muter_id: string;
  people: string;
  reposts: string;
  terms: string;
}

// Ended mutes are read too: what is held in memory must be right at any later time, by the clock of the question.
const selectMutes = `
  select muter.value as muter_id,
    (select json_group_array(json_array(muted_id, notifications, expire_time))
      from mute where muter_id = muter.value) as people,
    (select json_group_array(muted_id) from repost_mute where muter_id = muter.value) as reposts,
    (select json_group_array(json_array(term, hashtag, expire_time))
      from muted_term where account_id = muter.value) as terms
  from ${listRows(':muters')} as muter`;

/** The mutes of some accounts, by account id; of every account asked for. */
export async function findMutes(queries: Pick<Queries, 'all'>, muters: readonly string[]): Promise<Map<string, Mutes>> {
  const rows = await queries.all<MutesRow>(selectMutes, { muters: JSON.stringify(muters) });
  return new Map(rows.map((row) => [row.muter_id, mutesFromRow(row)]));
}

function mutesFromRow(row: MutesRow): Mutes {
  const people: [string, number, number | null][] = JSON.parse(row.people);
  const reposts: string[] = JSON.parse(row.reposts);
  const terms: [string, number, number | null][] = JSON.parse(row.terms);
  return {
    people: new Map(
      people.map(([id, notifications, end]) => [id, { notifications: notifications !== 0, end: end ?? never }]),
    ),
    reposts: new Set(reposts),
    terms: terms.map(([term, hashtag, end]) => ({ term, hashtag: hashtag !== 0, end: end ?? never })),
  };
}

const never = Number.POSITIVE_INFINITY;
