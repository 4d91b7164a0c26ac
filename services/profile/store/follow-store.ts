import type { Queries, Transaction } from '../../kit/database/database.ts';
import type { SeenCard } from '../domain/account.ts';
import { type CardRow, cardColumns, cardFromRow } from './profile-rows.ts';

/** Who follows whom. */
export interface Follow {
  readonly followerId: string;
  readonly followeeId: string;
}

/** Somebody in a list of follows. */
export interface Follower {
  /** Sorts the list. */
  readonly followId: string;
  readonly card: SeenCard;
}

const insertFollow = `
  insert into follow (follower_id, followee_id, follow_id) values (:followerId, :followeeId, :followId)
  on conflict (follower_id, followee_id) do nothing`;
const deleteFollow = 'delete from follow where follower_id = :followerId and followee_id = :followeeId';
const addToFollowing = 'update account set following_count = following_count + :change where account_id = :followerId';
const addToFollowers = 'update account set follower_count = follower_count + :change where account_id = :followeeId';
const listOf = (side: 'follower_id' | 'followee_id', owner: 'follower_id' | 'followee_id') => `
  select list.follow_id, ${cardColumns}
  from follow list join account a on a.account_id = list.${side}
  where list.${owner} = :accountId and list.follow_id < :before
  order by list.follow_id desc limit :limit`;
const selectFollowers = listOf('follower_id', 'followee_id');
const selectFollowing = listOf('followee_id', 'follower_id');

const forgetFollowing = `
  update account set following_count = following_count - 1
  where account_id in (select follower_id from follow where followee_id = :accountId)`;
const forgetFollowers = `
  update account set follower_count = follower_count - 1
  where account_id in (select followee_id from follow where follower_id = :accountId)`;
const deleteFollowsOf = 'delete from follow where follower_id = :accountId or followee_id = :accountId';

/** Begins a follow, with the counts of both sides. False where there was one. */
export async function addFollow(tx: Transaction, follow: Follow, followId: string): Promise<boolean> {
  if ((await tx.run(insertFollow, { ...follow, followId })) === 0) return false;
  await changeCounts(tx, follow, 1);
  return true;
}

/** Ends a follow, with the counts of both sides. False where there was none. */
export async function removeFollow(tx: Transaction, { followerId, followeeId }: Follow): Promise<boolean> {
  if ((await tx.run(deleteFollow, { followerId, followeeId })) === 0) return false;
  await changeCounts(tx, { followerId, followeeId }, -1);
  return true;
}

/** Removes every follow of and by an account. */
export async function removeFollowsOf(tx: Transaction, accountId: string): Promise<void> {
  for (const sql of [forgetFollowing, forgetFollowers, deleteFollowsOf]) await tx.run(sql, { accountId });
}

/** Which end of an account's follows is listed, and from where on. */
export interface FollowPage {
  readonly accountId: string;
  /** Only follows older than this follow. */
  readonly before: string;
  readonly limit: number;
}

/** Who follows an account, the newest follow first. */
export function findFollowers(queries: Pick<Queries, 'all'>, viewer: string | undefined, page: FollowPage) {
  return findList(queries, selectFollowers, viewer, page);
}

/** Whom an account follows, the newest follow first. */
export function findFollowing(queries: Pick<Queries, 'all'>, viewer: string | undefined, page: FollowPage) {
  return findList(queries, selectFollowing, viewer, page);
}

async function findList(
  queries: Pick<Queries, 'all'>,
  sql: string,
  viewer: string | undefined,
  page: FollowPage,
): Promise<Follower[]> {
  const rows = await queries.all<CardRow & { follow_id: string }>(sql, { viewer: viewer ?? null, ...page });
  return rows.map((row) => ({ followId: row.follow_id, card: cardFromRow(row) }));
}

async function changeCounts(tx: Transaction, { followerId, followeeId }: Follow, change: 1 | -1): Promise<void> {
  await tx.run(addToFollowing, { followerId, change });
  await tx.run(addToFollowers, { followeeId, change });
}
