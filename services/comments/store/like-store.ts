import type { Queries, Transaction } from '../../kit/database/database.ts';

/** Who likes which comment. */
export interface CommentLike {
  readonly commentId: string;
  readonly accountId: string;
}

const insertLike = `
  insert into comment_like (comment_id, account_id, like_id) values (:commentId, :accountId, :likeId)
  on conflict (comment_id, account_id) do nothing`;
const deleteLike = 'delete from comment_like where comment_id = :commentId and account_id = :accountId';
const changeLikeCount = 'update comment set like_count = like_count + :change where comment_id = :commentId';

/** Adds a like and counts it; false if there was one. Later likes are given later ids. */
export async function addLike(tx: Transaction, like: CommentLike, likeId: string): Promise<boolean> {
  return (await count(tx, like, await tx.run(insertLike, { ...like, likeId }))) > 0;
}

/** Takes a like away and counts it no more; false if there was none. */
export async function removeLike(tx: Transaction, like: CommentLike): Promise<boolean> {
  return (await count(tx, like, -(await tx.run(deleteLike, { ...like })))) < 0;
}

async function count(tx: Transaction, { commentId }: CommentLike, change: number): Promise<number> {
  if (change !== 0) await tx.run(changeLikeCount, { commentId, change });
  return change;
}

const selectLiked = `
  select comment.comment_id, comment.post_id, comment.author_id
  from comment_like join comment on comment.comment_id = comment_like.comment_id
  where comment_like.account_id = :accountId order by comment_like.like_id`;

/** A comment that somebody likes. */
export interface LikedComment {
  readonly commentId: string;
  readonly postId: string;
  readonly authorId: string;
}

/** The comments that an account likes. */
export async function findLikedComments(tx: Transaction, accountId: string): Promise<LikedComment[]> {
  type Row = { comment_id: string; post_id: string; author_id: string };
  const rows = await tx.all<Row>(selectLiked, { accountId });
  return rows.map((row) => ({ commentId: row.comment_id, postId: row.post_id, authorId: row.author_id }));
}

const selectLikers = `
  select account_id, like_id from comment_like
  where comment_id = :commentId and like_id < :before order by like_id desc limit :limit`;

/** Who likes a comment, the newest like first. */
export async function findLikers(
  queries: Pick<Queries, 'all'>,
  commentId: string,
  before: string,
  limit: number,
): Promise<{ accountId: string; likeId: string }[]> {
  type Row = { account_id: string; like_id: string };
  const rows = await queries.all<Row>(selectLikers, { commentId, before, limit });
  return rows.map((row) => ({ accountId: row.account_id, likeId: row.like_id }));
}
