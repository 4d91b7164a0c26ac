import type { Queries, Transaction } from '../../kit/database/database.ts';
import { spansToColumn, type TextSpan } from '../../text/text-spans.ts';
import type { Closed, Comment, NewComment } from '../domain/comment.ts';
import { type CommentRow, commentFromRow } from './comment-rows.ts';

const selectComment = 'select * from comment where comment_id = :commentId';
const selectByAuthor = 'select * from comment where author_id = :authorId order by comment_id';

const insertComment = `
  insert into comment (comment_id, post_id, parent_comment_id, author_id, text, spans, create_time, closed, state)
  values (:commentId, :postId, :parentCommentId, :authorId, :text, :spans, :createTime, :closed, 'live')
  on conflict (comment_id) do nothing`;

const changeOpenReplies = 'update comment set reply_count = reply_count + :change where comment_id = :commentId';
const changeClosedReplies = `
  update comment set closed_reply_count = closed_reply_count + :change where comment_id = :commentId`;

const updateClosed = 'update comment set closed = :closed where comment_id = :commentId';

const updateText = `
  update comment set text = :text, spans = :spans, edit_time = :editTime where comment_id = :commentId`;

// The text that the comment had so far is kept once it gets another.
const insertFirstRevision = `
  insert into comment_revision (comment_id, revision, text, spans, create_time)
  select comment_id, 1, text, spans, create_time from comment where comment_id = :commentId and edit_time is null`;
const insertRevision = `
  insert into comment_revision (comment_id, revision, text, spans, create_time)
  select :commentId, max(revision) + 1, :text, :spans, :editTime from comment_revision where comment_id = :commentId`;

const updateRevision = `
  update comment_revision set text = :text, spans = :spans, create_time = :editTime
  where comment_id = :commentId
    and revision = (select max(revision) from comment_revision where comment_id = :commentId)`;

/** A comment, be it a tombstone. */
export async function findComment(tx: Transaction, commentId: string): Promise<Comment | undefined> {
  const row = await tx.get<CommentRow>(selectComment, { commentId });
  return row && commentFromRow(row);
}

/** Every comment that an account wrote, oldest first. */
export async function findCommentsOfAuthor(tx: Transaction, authorId: string): Promise<Comment[]> {
  return (await tx.all<CommentRow>(selectByAuthor, { authorId })).map(commentFromRow);
}

/** Adds a comment and counts it at its parent. False if there was one of that id, which then stays as it is. */
export async function addComment(tx: Transaction, comment: NewComment): Promise<boolean> {
  const { parentCommentId = null, createTime, spans, held, ...rest } = comment;
  const closed = held ? 'held' : null;
  const values = { ...rest, parentCommentId, closed, spans: spansToColumn(spans), createTime: createTime.getTime() };
  if ((await tx.run(insertComment, values)) === 0) return false;
  if (parentCommentId !== null) await countReplies(tx, parentCommentId, closed ?? undefined, 1);
  return true;
}

/** Closes a comment, or opens it, and counts it anew at its parent. */
export async function setClosed(tx: Transaction, comment: Comment, closed: Closed | undefined): Promise<void> {
  const { commentId, parentCommentId } = comment;
  await tx.run(updateClosed, { commentId, closed: closed ?? null });
  if (parentCommentId === undefined) return;
  await countReplies(tx, parentCommentId, comment.closed, -1);
  await countReplies(tx, parentCommentId, closed, 1);
}

/** Counts a reply more or less under a comment, where those of its kind are counted. */
export async function countReplies(
  tx: Transaction,
  commentId: string,
  closed: Closed | undefined,
  change: 1 | -1,
): Promise<void> {
  await tx.run(closed === undefined ? changeOpenReplies : changeClosedReplies, { commentId, change });
}

/** Gives a comment another text, and keeps those that it had: but for the one of a held comment, which was for nobody. */
export async function editComment(
  tx: Transaction,
  { commentId, closed, editTime: before }: Comment,
  { text, spans, editTime }: { text: string; spans: readonly TextSpan[]; editTime: Date },
): Promise<void> {
  const values = { commentId, text, spans: spansToColumn(spans), editTime: editTime.getTime() };
  if (closed === 'held' && before === undefined) {
    await tx.run(updateText, { ...values, editTime: null });
    return;
  }
  await tx.run(insertFirstRevision, { commentId });
  await tx.run(closed === 'held' ? updateRevision : insertRevision, values);
  await tx.run(updateText, values);
}

const selectIdsByAuthor = `
  select comment_id from comment
  where author_id = :authorId and comment_id < :before and closed is not 'held' order by comment_id desc limit :limit`;

/** The comments of an account that are not held, newest first: those before an id. */
export async function findCommentIdsOfAuthor(
  queries: Pick<Queries, 'all'>,
  authorId: string,
  before: string,
  limit: number,
): Promise<string[]> {
  const rows = await queries.all<{ comment_id: string }>(selectIdsByAuthor, { authorId, before, limit });
  return rows.map((row) => row.comment_id);
}
