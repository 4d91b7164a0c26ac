import type { Transaction } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';
import type { Follow } from './follow-store.ts';

/** A follow of a list that is loaded. */
export interface DatedFollow extends Follow {
  /** A UUIDv7 of when it began. */
  readonly followId: string;
}

interface FollowRow {
  follower_id: string;
  followee_id: string;
}

const insertFollows = `
  insert into follow (follower_id, followee_id, follow_id)
  select json_extract(value, '$.followerId'), json_extract(value, '$.followeeId'), json_extract(value, '$.followId')
  from json_each(:follows) where true
  on conflict (follower_id, followee_id) do nothing
  returning follower_id, followee_id`;
const countFollowing = `
  update account set following_count = (select count(*) from follow where follower_id = account_id)
  where account_id in ${listRows(':ids')}`;
const countFollowers = `
  update account set follower_count = (select count(*) from follow where followee_id = account_id)
  where account_id in ${listRows(':ids')}`;

/** Adds many follows in three statements. Gives those that were not there. */
export async function addFollows(tx: Transaction, follows: readonly DatedFollow[]): Promise<Follow[]> {
  const rows = await tx.all<FollowRow>(insertFollows, { follows: JSON.stringify(follows) });
  await tx.run(countFollowing, { ids: JSON.stringify([...new Set(rows.map((row) => row.follower_id))]) });
  await tx.run(countFollowers, { ids: JSON.stringify([...new Set(rows.map((row) => row.followee_id))]) });
  return rows.map((row) => ({ followerId: row.follower_id, followeeId: row.followee_id }));
}
