import type { Queries, Transaction } from '../../kit/database/database.ts';
import { listRows } from '../../kit/database/dialect.ts';
import { hashtagsOf, spansToColumn } from '../../text/text-spans.ts';
import type { NewPost } from '../domain/post.ts';

const insertPost = `
  insert into post (post_id, author_id, text, spans, audience, circle_id, comment_policy, quoted_post_id,
    quoted_author_id, create_time, position)
  select :postId, :authorId, :text, :spans, :audience, :circleId, :commentPolicy, :quotedPostId,
    :quotedAuthorId, :createTime, :position
  where exists (select 1 from person where account_id = :authorId)
  on conflict do nothing`;

const insertHashtags = `
  insert into post_hashtag (hashtag, post_id)
  select tag.value, :postId from ${listRows(':hashtags')} as tag where true on conflict do nothing`;

/**
 * Adds a post. False, and nothing is changed, if its author is not known here, or the post is there already.
 * @param position of its PostCreated in the log
 */
export async function addPost(tx: Transaction, post: NewPost, position: bigint): Promise<boolean> {
  const { postId, authorId, text, audience, commentPolicy } = post;
  const quoted = { quotedPostId: post.quoted?.postId ?? null, quotedAuthorId: post.quoted?.authorId ?? null };
  const row = { postId, authorId, text, audience, commentPolicy, ...quoted, circleId: post.circleId ?? null, position };
  const spans = spansToColumn(post.spans);
  if ((await tx.run(insertPost, { ...row, spans, createTime: post.createTime.getTime() })) === 0) return false;
  await addHashtags(tx, postId, hashtagsOf(post.spans));
  return true;
}

/** Adds hashtags to a post. */
export async function addHashtags(tx: Transaction, postId: string, hashtags: readonly string[]): Promise<void> {
  if (hashtags.length > 0) await tx.run(insertHashtags, { postId, hashtags: JSON.stringify(hashtags) });
}

const hideOwnPost = `
  update post set delete_time = :now where post_id = :postId and author_id = :authorId and delete_time is null`;

/** A post, and whose it must be. */
export interface OwnPost {
  readonly postId: string;
  readonly authorId: string;
}

/** Deletes a post of an author's for the time being. False if they have no such post. */
export async function hidePost(tx: Transaction, post: OwnPost, now: Date): Promise<boolean> {
  return (await tx.run(hideOwnPost, { ...post, now: now.getTime() })) > 0;
}

const showOwnPost = `
  update post set delete_time = null where post_id = :postId and author_id = :authorId and delete_time >= :since`;

/** Takes back a deletion that is not older than some time. False if there is none. */
export async function showPost(tx: Transaction, post: OwnPost, since: Date): Promise<boolean> {
  return (await tx.run(showOwnPost, { ...post, since: since.getTime() })) > 0;
}

const selectHidden = `
  select post_id, author_id from post where delete_time < :before order by delete_time limit 100`;

/** Posts that were deleted before some time, a hundred at most, the first deleted first. */
export async function findHiddenPosts(queries: Pick<Queries, 'all'>, before: Date): Promise<OwnPost[]> {
  const rows = await queries.all<{ post_id: string; author_id: string }>(selectHidden, { before: before.getTime() });
  return rows.map((row) => ({ postId: row.post_id, authorId: row.author_id }));
}

/** Removes a post for good, and with it its likes, reposts, hashtags and revisions. False if there is no such post. */
export async function removePost(tx: Transaction, postId: string): Promise<boolean> {
  return (await tx.run('delete from post where post_id = :postId', { postId })) > 0;
}

/** The ids of all posts of an author, oldest first. */
export async function findPostIdsOfAuthor(tx: Transaction, authorId: string): Promise<string[]> {
  const sql = 'select post_id from post where author_id = :authorId order by post_id';
  const rows = await tx.all<{ post_id: string }>(sql, { authorId });
  return rows.map((row) => row.post_id);
}
