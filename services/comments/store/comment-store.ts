import type { Transaction } from '../../kit/database/database.ts';
import type { NewComment } from '../domain/comment.ts';

/** What deleting needs to know of a comment. */
export interface StoredComment {
  readonly commentId: string;
  readonly postId: string;
  /** Undefined on a tombstone. */
  readonly authorId: string | undefined;
}

interface CommentRow {
  comment_id: string;
  post_id: string;
  author_id: string | null;
}

interface PlaceRow {
  parent_comment_id: string | null;
  state: 'live' | 'tombstone';
  reply_count: number;
}

const selectComment = 'select comment_id, post_id, author_id from comment where comment_id = :commentId';
const selectByAuthor =
  'select comment_id, post_id, author_id from comment where author_id = :authorId order by comment_id';
const selectPlace = 'select parent_comment_id, state, reply_count from comment where comment_id = :commentId';

const insertComment = `
  insert into comment (comment_id, post_id, parent_comment_id, author_id, text, create_time, state)
  values (:commentId, :postId, :parentCommentId, :authorId, :text, :createTime, 'live')
  on conflict (comment_id) do nothing`;

const changeReplyCount = 'update comment set reply_count = reply_count + :change where comment_id = :commentId';
const makeTombstone = `update comment set state = 'tombstone', author_id = null, text = '' where comment_id = :commentId`;

export async function findComment(tx: Transaction, commentId: string): Promise<StoredComment | undefined> {
  const row = await tx.get<CommentRow>(selectComment, { commentId });
  return row && commentFromRow(row);
}

/** Every comment that an account wrote, oldest first. */
export async function findCommentsOfAuthor(tx: Transaction, authorId: string): Promise<StoredComment[]> {
  return (await tx.all<CommentRow>(selectByAuthor, { authorId })).map(commentFromRow);
}

/** Adds a comment and counts it at its parent. False if there was one of that id, which then stays as it is. */
export async function addComment(tx: Transaction, comment: NewComment): Promise<boolean> {
  const { parentCommentId = null, createTime, ...rest } = comment;
  const added = await tx.run(insertComment, { ...rest, parentCommentId, createTime: createTime.getTime() });
  if (added === 0) return false;
  if (parentCommentId !== null) await tx.run(changeReplyCount, { commentId: parentCommentId, change: 1 });
  return true;
}

/** Takes author and text out of a comment; what no longer holds a reply goes altogether, tombstones above it too. */
export async function removeComment(tx: Transaction, commentId: string): Promise<void> {
  await tx.run(makeTombstone, { commentId });
  let current: string | null = commentId;
  while (current !== null) {
    const place: PlaceRow | undefined = await tx.get<PlaceRow>(selectPlace, { commentId: current });
    if (place?.state !== 'tombstone' || place.reply_count > 0) return;
    await tx.run('delete from comment where comment_id = :commentId', { commentId: current });
    current = place.parent_comment_id;
    if (current !== null) await tx.run(changeReplyCount, { commentId: current, change: -1 });
  }
}

export async function removeCommentsOfPost(tx: Transaction, postId: string): Promise<void> {
  await tx.run('delete from comment where post_id = :postId', { postId });
}

function commentFromRow(row: CommentRow): StoredComment {
  return { commentId: row.comment_id, postId: row.post_id, authorId: row.author_id ?? undefined };
}
