import type { Queries, Transaction } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';

const insertLike = `
  insert into post_like (post_id, account_id, create_time)
  select :postId, :accountId, :createTime
  where exists (select 1 from post where post_id = :postId and delete_time is null)
    and not exists (select 1 from deleted_account where account_id = :accountId)
  on conflict do nothing`;

const deleteLike = 'delete from post_like where post_id = :postId and account_id = :accountId';

const addToLikeCount = `
  update post set like_count = like_count + :change where post_id = :postId returning like_count, delete_time`;

/** Who likes what. */
export interface Like {
  readonly postId: string;
  readonly accountId: string;
}

/** What became of a like: whether there was a change, and how many the post has now. */
export interface LikeChange {
  readonly changed: boolean;
  readonly likeCount: number;
}

/** Adds a like, unless there is one, and counts it. Undefined if there is no such post, or it is deleted. */
export async function addLike(tx: Transaction, like: Like, createTime: Date): Promise<LikeChange | undefined> {
  const added = await tx.run(insertLike, { ...like, createTime: createTime.getTime() });
  return count(tx, like.postId, added);
}

/** Takes a like away, if there is one, and counts it no more. Undefined as in `addLike`. */
export async function removeLike(tx: Transaction, like: Like): Promise<LikeChange | undefined> {
  const removed = await tx.run(deleteLike, { ...like });
  return count(tx, like.postId, -removed);
}

async function count(tx: Transaction, postId: string, change: number): Promise<LikeChange | undefined> {
  const row = await tx.get<{ like_count: number; delete_time: number | null }>(addToLikeCount, { postId, change });
  return row?.delete_time === null ? { changed: change !== 0, likeCount: row.like_count } : undefined;
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

/** A like as one text. */
export function likeKey({ postId, accountId }: Like): string {
  return `${postId} ${accountId}`;
}

const selectLikes = `
  select post_like.post_id, post_like.account_id
  from ${listRows(':likes')} as wanted join post_like
    on post_like.post_id = json_extract(wanted.value, '$[0]') and post_like.account_id = json_extract(wanted.value, '$[1]')`;

/** Which of some likes there are, by key. */
export async function findLikes(queries: Pick<Queries, 'all'>, keys: readonly string[]): Promise<Map<string, true>> {
  const likes = JSON.stringify(keys.map((key) => key.split(' ')));
  const rows = await queries.all<{ post_id: string; account_id: string }>(selectLikes, { likes });
  return new Map(rows.map((row) => [likeKey({ postId: row.post_id, accountId: row.account_id }), true]));
}
