import type { Queries } from '../../kit/database/database.ts';
import { inList } from '../../kit/database/dialect.ts';
import type { Card, Profile } from '../domain/account.ts';
import { prefixRange } from '../domain/search-term.ts';
import {
  type PlainCardRow,
  type ProfileRow,
  plainCardFromRow,
  profileColumns,
  profileFromRow,
} from './profile-rows.ts';

type Reader = Pick<Queries, 'all' | 'get'>;
/** The account that looks, if one does. */
type Viewer = string | undefined;

const selectById = `select ${profileColumns} from account a where a.account_id = :id`;
const selectByHandle = `select ${profileColumns} from account a where a.handle = :handle`;
const selectMany = `select ${profileColumns} from account a where ${inList('a.account_id', ':ids')}`;
const selectCards = `select account_id, handle, display_name, private from account where ${inList('handle', ':handles')}`;

// The terms are narrowed down first: an account may be found by several.
const selectByPrefix = `
  select ${profileColumns}
  from (
    select distinct handle, account_id from search_term
    where term >= :low and term < :high and handle > :after
    order by handle limit :limit) found
  join account a on a.account_id = found.account_id
  order by a.handle`;

/** Readers give what there is; whether the viewer may see it is the caller's to ask. */
export async function findProfile(queries: Reader, viewer: Viewer, id: string): Promise<Profile | undefined> {
  const row = await queries.get<ProfileRow>(selectById, { viewer: viewer ?? null, id });
  return row && profileFromRow(row);
}

export async function findProfileByHandle(
  queries: Reader,
  viewer: Viewer,
  handle: string,
): Promise<Profile | undefined> {
  const row = await queries.get<ProfileRow>(selectByHandle, { viewer: viewer ?? null, handle });
  return row && profileFromRow(row);
}

/** The profiles that exist, by account id. */
export async function findProfiles(
  queries: Reader,
  viewer: Viewer,
  ids: readonly string[],
): Promise<Map<string, Profile>> {
  const rows = await queries.all<ProfileRow>(selectMany, { viewer: viewer ?? null, ids: JSON.stringify(ids) });
  return new Map(rows.map((row) => [row.account_id, profileFromRow(row)]));
}

/** The cards of the handles that exist, by handle. */
export async function findCardsByHandle(queries: Reader, handles: readonly string[]): Promise<Map<string, Card>> {
  const rows = await queries.all<PlainCardRow>(selectCards, { handles: JSON.stringify(handles) });
  return new Map(rows.map((row) => [row.handle, plainCardFromRow(row)]));
}

/** Profiles with a term that begins with a folded prefix, in the order of their handles, after one. */
export async function findProfilesByPrefix(
  queries: Reader,
  viewer: Viewer,
  prefix: string,
  page: { after: string; limit: number },
): Promise<Profile[]> {
  const params = { viewer: viewer ?? null, ...prefixRange(prefix), ...page };
  const rows = await queries.all<ProfileRow>(selectByPrefix, params);
  return rows.map(profileFromRow);
}
