import { type Relation, stranger } from '../../audience/decide.ts';
import type { Card } from '../../audience/replica/people-store.ts';
import { type RelationRow, relationColumns, relationFromRow } from '../../audience/replica/relation-sql.ts';
import type { Database, Queries, Transaction } from '../../kit/database/database.ts';
import { inList, listRows } from '../../kit/database/dialect.ts';
import { hashtagsOf, mentionedIds, type NewPost, type ViewedPost } from '../domain/post.ts';
import { readPosts, selectPosts, spansToColumn } from './post-rows.ts';

type Viewer = string | undefined;

const insertPost = `
  insert into post (post_id, author_id, text, spans, audience, create_time, position)
  select :postId, :authorId, :text, :spans, :audience, :createTime, :position
  where exists (select 1 from person where account_id = :authorId)
  on conflict do nothing`;

const insertMentions = `
  insert into post_mention (post_id, account_id)
  select :postId, mention.value from ${listRows(':ids')} as mention where true on conflict do nothing`;

const insertHashtags = `
  insert into post_hashtag (hashtag, post_id)
  select tag.value, :postId from ${listRows(':hashtags')} as tag where true on conflict do nothing`;

/**
 * Adds a post. False, and nothing is changed, if its author is not known here, or the post is there already.
 * @param position of its PostCreated in the log
 */
export async function addPost(tx: Transaction, post: NewPost, position: bigint): Promise<boolean> {
  const { postId, authorId, text, audience } = post;
  const row = { postId, authorId, text, audience, position };
  const spans = spansToColumn(post.spans);
  if ((await tx.run(insertPost, { ...row, spans, createTime: post.createTime.getTime() })) === 0) return false;
  const ids = mentionedIds(post.spans);
  if (ids.length > 0) await tx.run(insertMentions, { postId, ids: JSON.stringify(ids) });
  const hashtags = hashtagsOf(post.spans);
  if (hashtags.length > 0) await tx.run(insertHashtags, { postId, hashtags: JSON.stringify(hashtags) });
  return true;
}

const selectPostsOfIds = selectPosts('post', `where ${inList('post.post_id', ':ids')}`);
const selectPostOfId = selectPosts('post', 'where post.post_id = :postId');

/** A post for a viewer, who may not be allowed to see it. */
export async function findPost(
  queries: Pick<Queries, 'get'>,
  viewer: Viewer,
  postId: string,
): Promise<ViewedPost | undefined> {
  return (await readPosts(queries, selectPostOfId, viewer, { postId }))[0];
}

/** As `findPost`, many at once, in any order. */
export function findPosts(database: Database, viewer: Viewer, postIds: readonly string[]): Promise<ViewedPost[]> {
  return readPosts(database, selectPostsOfIds, viewer, { ids: JSON.stringify(postIds) });
}

const selectPostsOfAuthor = selectPosts(
  'post',
  'where post.author_id = :authorId and post.post_id < :before order by post.post_id desc limit :limit',
);

/** The posts of an author before an id, newest first. */
export function findPostsOfAuthor(
  database: Database,
  viewer: Viewer,
  stretch: { authorId: string; before: string; limit: number },
): Promise<ViewedPost[]> {
  return readPosts(database, selectPostsOfAuthor, viewer, stretch);
}

const deleteOwnPost = `
  delete from post where post_id = :postId and author_id = :authorId returning position`;

const deleteEntriesOfPost = 'delete from home_entry where position = :position';

/**
 * Removes a post of an author, and with it all that hangs on it here. Gives the position of its PostCreated, or
 * undefined if the author has no such post.
 */
export async function removePost(tx: Transaction, postId: string, authorId: string): Promise<bigint | undefined> {
  const row = await tx.get<{ position: number }>(deleteOwnPost, { postId, authorId });
  if (!row) return undefined;
  await tx.run(deleteEntriesOfPost, { position: row.position });
  return BigInt(row.position);
}

/** The ids of all posts of an author, oldest first. */
export async function findPostIdsOfAuthor(tx: Transaction, authorId: string): Promise<string[]> {
  const sql = 'select post_id from post where author_id = :authorId order by post_id';
  const rows = await tx.all<{ post_id: string }>(sql, { authorId });
  return rows.map((row) => row.post_id);
}

const addToCommentCount = 'update post set comment_count = comment_count + :change where post_id = :postId';

/** Counts a comment more or less. A post that is gone is passed over. */
export async function changeCommentCount(tx: Transaction, postId: string, change: 1 | -1): Promise<void> {
  await tx.run(addToCommentCount, { postId, change });
}

/** The author of a list of posts, and how the viewer stands to them. */
export interface ViewedAuthor {
  readonly card: Card;
  readonly relation: Relation;
}

type AuthorRow = RelationRow & { account_id: string; handle: string; display_name: string };

const selectAuthor = `
  select account_id, handle, display_name, ${relationColumns(':viewer', ':authorId')}
  from person where account_id = :authorId`;

export async function findAuthor(
  database: Database,
  viewer: Viewer,
  authorId: string,
): Promise<ViewedAuthor | undefined> {
  const row = await database.get<AuthorRow>(selectAuthor, { viewer: viewer ?? null, authorId });
  if (!row) return undefined;
  const card = { accountId: row.account_id, handle: row.handle, displayName: row.display_name };
  return { card, relation: viewer === undefined ? stranger : relationFromRow(row) };
}
