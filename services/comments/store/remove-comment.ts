import type { Transaction } from '../../kit/database/database.ts';
import type { Closed, Comment } from '../domain/comment.ts';
import { countReplies } from './comment-store.ts';

interface PlaceRow {
  parent_comment_id: string | null;
  state: 'live' | 'tombstone';
  closed: Closed | null;
  replies: number;
}

const selectPlace = `
  select parent_comment_id, state, closed, reply_count + closed_reply_count as replies
  from comment where comment_id = :commentId`;

const makeTombstone = `
  update comment set state = 'tombstone', author_id = null, text = '', spans = '[]', edit_time = null
  where comment_id = :commentId`;

/** What became of the place of a comment that was removed. */
export interface Removal {
  /** The comments that are gone altogether, the lowest first; none if it leaves a tombstone. */
  readonly removedIds: readonly string[];
  /** The tombstones of hidden comments that are gone too. */
  readonly removedHiddenIds: readonly string[];
  /** Under which comment one less stands; undefined if that is the post itself, or if there is a tombstone. */
  readonly parentCommentId: string | undefined;
}

/** Takes author and text out of a comment; what no longer holds a reply goes altogether, tombstones above it too. */
export async function removeComment(tx: Transaction, { commentId }: Pick<Comment, 'commentId'>): Promise<Removal> {
  await tx.run(makeTombstone, { commentId });
  await tx.run('delete from comment_revision where comment_id = :commentId', { commentId });
  await tx.run('delete from comment_like where comment_id = :commentId', { commentId });
  const removedIds: string[] = [];
  const removedHiddenIds: string[] = [];
  let current = commentId;
  for (;;) {
    const place = await tx.get<PlaceRow>(selectPlace, { commentId: current });
    const stands = place?.state !== 'tombstone' || place.replies > 0;
    const parentCommentId = removedIds.length > 0 ? current : undefined;
    if (stands) return { removedIds, removedHiddenIds, parentCommentId };
    await tx.run('delete from comment where comment_id = :commentId', { commentId: current });
    (current === commentId || place.closed === null ? removedIds : removedHiddenIds).push(current);
    if (place.parent_comment_id === null) return { removedIds, removedHiddenIds, parentCommentId: undefined };
    await countReplies(tx, place.parent_comment_id, place.closed ?? undefined, -1);
    current = place.parent_comment_id;
  }
}

const ofPost = 'comment_id in (select comment_id from comment where post_id = :postId)';

/** Removes all that hangs on a post. */
export async function removeThread(tx: Transaction, postId: string): Promise<void> {
  await tx.run(`delete from comment_revision where ${ofPost}`, { postId });
  await tx.run(`delete from comment_like where ${ofPost}`, { postId });
  await tx.run('delete from comment where post_id = :postId', { postId });
  await tx.run('delete from thread where post_id = :postId', { postId });
  await tx.run('delete from thread_mute where post_id = :postId', { postId });
}
