import type { Queries, Transaction } from '../../kit/database/database.ts';
import { fieldOf, listRows } from '../../kit/database/dialect.ts';
import { timedId } from '../domain/timed-id.ts';

const insertLike = `
  insert into post_like (post_id, account_id, create_time, like_id)
  select :postId, :accountId, :createTime, :likeId
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
  const likeId = timedId(createTime, like.postId, like.accountId);
  const added = await tx.run(insertLike, { ...like, createTime: createTime.getTime(), likeId });
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

/** Of a like or a repost: as one text. */
export function likeKey({ postId, accountId }: Like): string {
  return `${postId} ${accountId}`;
}

const selectPairs = (table: string) => `
  select pair.post_id, pair.account_id
  from ${listRows(':keys')} as wanted join ${table} as pair
    on pair.post_id = ${fieldOf('wanted', '$[0]')} and pair.account_id = ${fieldOf('wanted', '$[1]')}`;

/** Reads which of some pairs of a post and an account a table has, by key. */
const findPairs = (table: string) => {
  const sql = selectPairs(table);
  return async (queries: Pick<Queries, 'all'>, keys: readonly string[]): Promise<Map<string, true>> => {
    const pairs = JSON.stringify(keys.map((key) => key.split(' ')));
    const rows = await queries.all<{ post_id: string; account_id: string }>(sql, { keys: pairs });
    return new Map(rows.map((row) => [likeKey({ postId: row.post_id, accountId: row.account_id }), true]));
  };
};

/** Which of some likes there are, by key. */
export const findLikes = findPairs('post_like');
/** Which of some reposts there are, by key. */
export const findReposts = findPairs('post_repost');
