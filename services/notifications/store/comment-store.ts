import type { Transaction } from '../../kit/database/database.ts';
import { fieldOf, inList, listRows } from '../../kit/database/dialect.ts';

/** What notifications must know of a comment. */
export interface CommentHeader {
  readonly commentId: string;
  readonly postId: string;
  readonly postAuthorId: string;
  /** Empty for a comment on the post itself. */
  readonly parentId: string;
  /** Empty as `parentId` is, or when that one was deleted. */
  readonly parentAuthorId: string;
  readonly authorId: string;
  readonly text: string;
  readonly mentionedIds: readonly string[];
}

const field = (name: keyof CommentHeader) => fieldOf('comment', `$.${name}`);

// One that was held is known already, but for what it answers. Under a post that is gone nothing says anything.
const isGone = `exists (select 1 from post_header where post_id = ${field('postId')} and state = 'purged')`;
const insertHeaders = `
  insert into comment_header (comment_id, post_id, post_author_id, parent_id, parent_author_id, author_id, text, mentioned)
  select ${field('commentId')}, ${field('postId')}, ${field('postAuthorId')}, ${field('parentId')},
    ${field('parentAuthorId')}, ${field('authorId')}, iif(${isGone}, '', ${field('text')}),
    iif(${isGone}, '[]', ${field('mentionedIds')})
  from ${listRows(':comments')} as comment where true
  on conflict (comment_id) do update set
    parent_id = excluded.parent_id, parent_author_id = excluded.parent_author_id, text = excluded.text,
    mentioned = excluded.mentioned`;

export async function putComments(tx: Transaction, comments: readonly CommentHeader[]): Promise<void> {
  await tx.run(insertHeaders, { comments: JSON.stringify(comments) });
}

const selectHeader = `
  select post_id, post_author_id, parent_id, parent_author_id, author_id, text, mentioned from comment_header
  where comment_id = :commentId`;

interface HeaderRow {
  post_id: string;
  post_author_id: string;
  parent_id: string;
  parent_author_id: string;
  author_id: string;
  text: string;
  mentioned: string;
}

/** What is known of a comment; undefined for an unknown one. */
export async function findComment(tx: Transaction, commentId: string): Promise<CommentHeader | undefined> {
  const row = await tx.get<HeaderRow>(selectHeader, { commentId });
  return (
    row && {
      commentId,
      postId: row.post_id,
      postAuthorId: row.post_author_id,
      parentId: row.parent_id,
      parentAuthorId: row.parent_author_id,
      authorId: row.author_id,
      text: row.text,
      mentionedIds: JSON.parse(row.mentioned),
    }
  );
}

/** Forgets what a deleted comment said. What it answered, and that it was hidden, still counts for those below it. */
export async function forgetComment(tx: Transaction, commentId: string): Promise<void> {
  await tx.run("update comment_header set text = '', mentioned = '[]' where comment_id = :commentId", { commentId });
}

const insertHidden = `
  insert into hidden_comment (post_id, comment_id, author_id) select :postId, :commentId, :authorId
  where not exists (select 1 from post_header where post_id = :postId and state = 'purged')
  on conflict do nothing`;

export async function hideComment(
  tx: Transaction,
  comment: { postId: string; commentId: string; authorId: string },
): Promise<void> {
  const { postId, commentId, authorId } = comment;
  await tx.run(insertHidden, { postId, commentId, authorId });
}

const deleteHidden = `
  delete from hidden_comment where (post_id, comment_id) in (
    select ${field('postId')}, ${field('commentId')} from ${listRows(':comments')} as comment)
  returning comment_id`;

/** Hides some comments no longer. The ids of those that were hidden. */
export async function unhideComments(
  tx: Transaction,
  comments: readonly { postId: string; commentId: string }[],
): Promise<string[]> {
  const ids = comments.map(({ postId, commentId }) => ({ postId, commentId }));
  const rows = await tx.all<{ comment_id: string }>(deleteHidden, { comments: JSON.stringify(ids) });
  return rows.map((row) => row.comment_id);
}

// Profile's log may have told already that the account is gone.
const insertMute = `
  insert into thread_mute (account_id, post_id) select :accountId, :postId
  where not exists (select 1 from deleted_account where account_id = :accountId)
  on conflict do nothing`;

export async function muteThread(tx: Transaction, accountId: string, postId: string): Promise<void> {
  await tx.run(insertMute, { accountId, postId });
}

export async function unmuteThread(tx: Transaction, accountId: string, postId: string): Promise<void> {
  await tx.run('delete from thread_mute where account_id = :accountId and post_id = :postId', { accountId, postId });
}

const forgetTexts = `update comment_header set text = '', mentioned = '[]' where ${inList('post_id', ':posts')}`;
const deleteHiddenOfPosts = `delete from hidden_comment where ${inList('post_id', ':posts')}`;

/** Forgets what the comments under posts that are gone said, and that some were hidden. */
export async function forgetThreads(tx: Transaction, postIds: readonly string[]): Promise<void> {
  const posts = JSON.stringify(postIds);
  await tx.run(forgetTexts, { posts });
  await tx.run(deleteHiddenOfPosts, { posts });
}
