import type { Queries } from '../../kit/database/database.ts';
import type { Comment } from '../domain/comment.ts';
import { type CommentRow, commentFromRow } from './comment-rows.ts';

type Reading = Pick<Queries, 'all'>;

const selectHeldOfPost = `
  select comment_id, author_id from comment
  where post_id = :postId and closed = 'held' and comment_id > :after order by comment_id limit :limit`;

const selectHeldOfAuthor = `
  select comment.comment_id, comment.author_id from post_header join comment on comment.post_id = post_header.post_id
  where post_header.author_id = :accountId and post_header.state = 'live'
    and comment.closed = 'held' and comment.comment_id > :after
  order by comment.comment_id limit :limit`;

const countHeld = `
  select author_id, count(*) as held from comment where post_id = :postId and closed = 'held' group by author_id`;

const heldOf = (commenter: string, author: string) => `
  select comment.* from post_header join comment on comment.post_id = post_header.post_id
  where post_header.author_id = ${author} and comment.author_id = ${commenter} and comment.closed = 'held'`;
const selectHeldBetween = `${heldOf(':one', ':other')} union all ${heldOf(':other', ':one')} order by comment_id`;

/** The comments of either of two people that are held on posts of the other, oldest first. */
export async function findHeldBetween(queries: Reading, one: string, other: string): Promise<Comment[]> {
  return (await queries.all<CommentRow>(selectHeldBetween, { one, other })).map(commentFromRow);
}

/** The ids of the comments that are held on one post, oldest first. */
export function findHeldOfPost(queries: Reading, postId: string, after: string, limit: number): Promise<string[]> {
  return read(queries, selectHeldOfPost, { postId, after, limit });
}

/** The ids of the comments that are held on any post of an account, oldest first. */
export function findHeldOfAuthor(queries: Reading, accountId: string, after: string, limit: number): Promise<string[]> {
  return read(queries, selectHeldOfAuthor, { accountId, after, limit });
}

/** How many comments of each author are held on a post. */
export async function tallyHeld(queries: Reading, postId: string): Promise<{ authorId: string; held: number }[]> {
  const rows = await queries.all<{ author_id: string; held: number }>(countHeld, { postId });
  return rows.map((row) => ({ authorId: row.author_id, held: row.held }));
}

async function read(queries: Reading, sql: string, params: Record<string, string | number>): Promise<string[]> {
  return (await queries.all<{ comment_id: string }>(sql, params)).map((row) => row.comment_id);
}
