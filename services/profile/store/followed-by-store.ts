import type { Queries } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';
import type { FollowedBy } from '../domain/suggestion.ts';
import type { Follower } from './follow-store.ts';
import { type CardRow, cardColumns, cardFromRow } from './profile-rows.ts';

// Begins with whom the viewer follows: however many follow the account, that is a few hundred look-ups.
const followedBy = (account: string) => `
  from follow mine
  cross join follow theirs on theirs.follower_id = mine.followee_id and theirs.followee_id = ${account}
  where mine.follower_id = :viewer`;

const selectPage = `
  select list.follow_id, ${cardColumns}
  from (select theirs.follower_id, theirs.follow_id ${followedBy(':accountId')}) list
  join account a on a.account_id = list.follower_id
  where list.follow_id < :before
  order by list.follow_id desc limit :limit`;
const selectCount = `select count(*) as count ${followedBy(':accountId')}`;
const selectFirst = `
  select first.followed_id, first.count, ${cardColumns}
  from (
    select suggested.value as followed_id, theirs.follower_id, theirs.follow_id,
      count(*) over (partition by suggested.value) as count,
      row_number() over (partition by suggested.value order by theirs.follow_id desc) as number
    from ${listRows(':accountIds')} suggested
    cross join follow mine on mine.follower_id = :viewer
    cross join follow theirs on theirs.follower_id = mine.followee_id and theirs.followee_id = suggested.value) first
  join account a on a.account_id = first.follower_id
  where first.number <= :firstCount
  order by first.followed_id, first.follow_id desc`;

/** Who of those whom the viewer follows follows an account, the newest follow of it first; only those before `before`. */
export async function findFollowedByFollowed(
  queries: Pick<Queries, 'all'>,
  viewer: string,
  page: { accountId: string; before: string; limit: number },
): Promise<Follower[]> {
  const rows = await queries.all<CardRow & { follow_id: string }>(selectPage, { viewer, ...page });
  return rows.map((row) => ({ followId: row.follow_id, card: cardFromRow(row) }));
}

/** How many `findFollowedByFollowed` finds on all pages. */
export async function countFollowedByFollowed(
  queries: Pick<Queries, 'get'>,
  viewer: string,
  accountId: string,
): Promise<number> {
  return (await queries.get<{ count: number }>(selectCount, { viewer, accountId }))?.count ?? 0;
}

/** For each of some accounts how many there are, and the first of them; none for an account that has none. */
export async function findFirstFollowedBy(
  queries: Pick<Queries, 'all'>,
  viewer: string,
  accountIds: readonly string[],
  firstCount: number,
): Promise<Map<string, FollowedBy>> {
  const params = { viewer, accountIds: JSON.stringify(accountIds), firstCount };
  const rows = await queries.all<CardRow & { followed_id: string; count: number }>(selectFirst, params);
  const byAccount = Map.groupBy(rows, (row) => row.followed_id);
  return new Map(
    [...byAccount].map(([accountId, group]) => [
      accountId,
      { count: group[0]?.count ?? 0, cards: group.map(cardFromRow) },
    ]),
  );
}
