import type { Transaction } from '../../kit/database/database.ts';

const insertLike = `
  insert into post_like (post_id, account_id, create_time)
  select :postId, :accountId, :createTime
  where not exists (select 1 from deleted_account where account_id = :accountId)
  on conflict do nothing`;

const deleteLike = 'delete from post_like where post_id = :postId and account_id = :accountId';

const addToLikeCount = 'update post set like_count = like_count + :change where post_id = :postId';

/** Who likes what. */
export interface Like {
  readonly postId: string;
  readonly accountId: string;
}

/** Adds a like and counts it. False, and nothing is changed, if there is one already. */
export async function addLike(tx: Transaction, { postId, accountId }: Like, createTime: Date): Promise<boolean> {
  if ((await tx.run(insertLike, { postId, accountId, createTime: createTime.getTime() })) === 0) return false;
  await tx.run(addToLikeCount, { postId, change: 1 });
  return true;
}

/** Takes a like away and counts it no more. False, and nothing is changed, if there is none. */
export async function removeLike(tx: Transaction, { postId, accountId }: Like): Promise<boolean> {
  if ((await tx.run(deleteLike, { postId, accountId })) === 0) return false;
  await tx.run(addToLikeCount, { postId, change: -1 });
  return true;
}

const selectLikedPosts = `
  select post.post_id, post.author_id from post_like join post on post.post_id = post_like.post_id
  where post_like.account_id = :accountId`;

/** The posts that an account likes, in any order. */
export async function findLikedPosts(
  tx: Transaction,
  accountId: string,
): Promise<{ postId: string; authorId: string }[]> {
  const rows = await tx.all<{ post_id: string; author_id: string }>(selectLikedPosts, { accountId });
  return rows.map((row) => ({ postId: row.post_id, authorId: row.author_id }));
}
