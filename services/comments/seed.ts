import { findByHandles } from '../audience/replica/people-store.ts';
import type { Database, Transaction } from '../kit/database/database.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import { newId } from '../kit/ids.ts';
import { findMarks, resolveMarks } from '../text/text-marks.ts';
import { tellCommentCreated, tellCommentLiked } from './events/tell-comments.ts';
import { addComment, findComment } from './store/comment-store.ts';
import { addLike, type CommentLike } from './store/like-store.ts';

/** A comment to begin with. Its parent, if any, comes before it. Its spans are found in the text. */
export interface SeedComment {
  readonly commentId: string;
  readonly postId: string;
  readonly parentCommentId?: string;
  readonly authorId: string;
  readonly text: string;
  readonly createTime: Date;
  readonly postAuthorId: string;
  readonly parentAuthorId?: string;
}

/** How many comments or likes one transaction takes. */
const itemsPerTransaction = 500;

/**
 * Writes comments and likes of them with the events that the API would give. People are mentioned as far as they are
 * known to this database (audience's replica). What is there already is passed over.
 */
export async function seedComments(
  database: Database,
  eventLog: EventLog,
  comments: readonly SeedComment[],
  likes: readonly CommentLike[] = [],
): Promise<void> {
  await inTransactions(database, comments, (tx, comment) => seedComment(tx, eventLog, comment));
  await inTransactions(database, likes, (tx, like) => seedLike(tx, eventLog, like));
}

async function inTransactions<T>(
  database: Database,
  items: readonly T[],
  write: (tx: Transaction, item: T) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += itemsPerTransaction) {
    const some = items.slice(start, start + itemsPerTransaction);
    await database.write(async (tx) => {
      for (const item of some) await write(tx, item);
    });
  }
}

async function seedComment(tx: Transaction, eventLog: EventLog, seed: SeedComment): Promise<void> {
  const { postAuthorId, parentAuthorId, parentCommentId, ...rest } = seed;
  const marks = findMarks(seed.text);
  const handles = marks.flatMap((mark) => (mark.kind === 'mention' ? [mark.handle] : []));
  const people = handles.length === 0 ? new Map() : await findByHandles(tx, handles);
  const comment = { ...rest, parentCommentId, spans: resolveMarks(marks, people), held: false };
  if (!(await addComment(tx, comment))) return;
  await tellCommentCreated({ eventLog, tx }, comment, { postAuthorId, parentAuthorId });
}

async function seedLike(tx: Transaction, eventLog: EventLog, like: CommentLike): Promise<void> {
  const comment = await findComment(tx, like.commentId);
  if (comment?.authorId === undefined || !(await addLike(tx, like, newId()))) return;
  const { postId, authorId } = comment;
  await tellCommentLiked({ eventLog, tx }, { ...like, postId, authorId });
}
