import type { Card } from '../../audience/replica/people-store.ts';
import type { Queries, Transaction } from '../../kit/database/database.ts';
import type { CommentsContext } from '../context.ts';
import { commentToProto, veiledToProto } from '../convert.ts';
import type { Comment } from '../domain/comment.ts';
import { CommentIsDeleted, CommentIsHeld, CommentNotFound, NotPostAuthor } from '../domain/errors.ts';
import { seesAsModerator, seesLine, seesPost, type Viewer } from '../domain/visibility.ts';
import { type CommentLine, findAbove, findLoose, type LooseComment } from '../store/line-store.ts';
import { findViewer, viewComments } from './view-comments.ts';

/**
 * A comment that the viewer may see, with its line. Fails with COMMENT_NOT_FOUND: where the comment itself or its post is
 * hidden, with as little work as for one that is missing, however deep it stands.
 */
export async function openComment(
  queries: Pick<Queries, 'all'>,
  viewer: Viewer,
  commentId: string,
): Promise<CommentLine> {
  const loose = await findLoose(queries, commentId, viewer.viewerId);
  if (!loose || !seesLine(viewer, loose.post, [loose.comment])) throw new CommentNotFound();
  const above = await findAbove(queries, loose.comment);
  if (!seesLine(viewer, loose.post, above)) throw new CommentNotFound();
  return { ...loose, above };
}

/** A comment of a thread of the viewer's, be it hidden by a block. Fails with COMMENT_NOT_FOUND, NOT_POST_AUTHOR. */
export async function openOwnThreadsComment(tx: Transaction, viewer: Viewer, commentId: string): Promise<LooseComment> {
  const found = await findLoose(tx, commentId, viewer.viewerId);
  if (found && found.post.authorId === viewer.viewerId && seesPost(viewer.viewerId, found.post)) return found;
  await openComment(tx, viewer, commentId);
  throw new NotPostAuthor();
}

/** Who wrote a comment. Fails with COMMENT_DELETED if it is a tombstone, with COMMENT_HELD if it waits for approval. */
export function authorOfOpen({ authorId, closed }: Comment): string {
  if (authorId === undefined) throw new CommentIsDeleted();
  if (closed === 'held') throw new CommentIsHeld();
  return authorId;
}

/** A comment as the member who changed it sees it, in the transaction of the change. */
export async function answerComment(
  { people }: Pick<CommentsContext, 'people'>,
  tx: Transaction,
  viewerId: string,
  commentId: string,
  learned: readonly Card[] = [],
) {
  const viewer = await findViewer(people, viewerId);
  const line = await openComment(tx, viewer, commentId);
  const [viewed] = await viewComments({ people, queries: tx, learned }, viewer, [line]);
  return { comment: viewed && commentToProto(viewed) };
}

/** A comment as the author of its post sees it, who moderated it, in the transaction of the change. */
export async function answerModerated(
  { people }: Pick<CommentsContext, 'people'>,
  tx: Transaction,
  viewerId: string,
  commentId: string,
) {
  const viewer = await findViewer(people, viewerId);
  const line = await openOwnThreadsComment(tx, viewer, commentId);
  if (!seesAsModerator(viewer, line.post, line.comment)) return { comment: veiledToProto(line.comment) };
  const [viewed] = await viewComments({ people, queries: tx }, viewer, [line]);
  return { comment: viewed && commentToProto(viewed) };
}
