import type { Queries, Transaction } from '../../kit/database/database.ts';
import type { Like } from './like-store.ts';

const insertRepost = `
  insert into post_repost (post_id, account_id, repost_id, position)
  select :postId, :accountId, :repostId, :position
  where exists (select 1 from post where post_id = :postId and delete_time is null)
    and not exists (select 1 from deleted_account where account_id = :accountId)
  on conflict do nothing`;

const updateCount = `
  update post set repost_count = (select count(*) from post_repost where post_id = :postId) where post_id = :postId`;

/** A repost as it is kept. */
export interface NewRepost extends Like {
  readonly repostId: string;
  /** Of its PostReposted in the log. */
  readonly position: bigint;
}

/** Whether an account reposts a post. */
export async function hasRepost(queries: Pick<Queries, 'get'>, { postId, accountId }: Like): Promise<boolean> {
  const sql = 'select 1 from post_repost where post_id = :postId and account_id = :accountId';
  return (await queries.get(sql, { postId, accountId })) !== undefined;
}

/** Adds a repost and counts it. False if there is no such post, or the repost is there. */
export async function addRepost(tx: Transaction, repost: NewRepost): Promise<boolean> {
  if ((await tx.run(insertRepost, { ...repost })) === 0) return false;
  await tx.run(updateCount, { postId: repost.postId });
  return true;
}

const deleteRepost = `
  delete from post_repost where post_id = :postId and account_id = :accountId returning position`;

/** Takes a repost away. Gives the position of its PostReposted; undefined if there was none. */
export async function removeRepost(tx: Transaction, { postId, accountId }: Like): Promise<bigint | undefined> {
  const row = await tx.get<{ position: number }>(deleteRepost, { postId, accountId });
  if (!row) return undefined;
  await tx.run(updateCount, { postId });
  return BigInt(row.position);
}

const selectReposted = `
  select post.post_id, post.author_id from post_repost join post on post.post_id = post_repost.post_id
  where post_repost.account_id = :accountId`;

/** The posts that an account reposts, in any order. */
export async function findRepostedPosts(tx: Transaction, accountId: string) {
  const rows = await tx.all<{ post_id: string; author_id: string }>(selectReposted, { accountId });
  return rows.map((row) => ({ postId: row.post_id, authorId: row.author_id }));
}
