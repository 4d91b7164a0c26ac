import type { Database, Transaction } from '../kit/database/database.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import { tellCommentCreated } from './events/tell-comments.ts';
import { addComment } from './store/comment-store.ts';

/** A comment to begin with. Its parent, if any, comes before it. */
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

/** How many comments one transaction takes. */
const commentsPerTransaction = 500;

/** Writes comments with the events that CreateComment would give. One that is there already is passed over. */
export async function seedComments(
  database: Database,
  eventLog: EventLog,
  comments: readonly SeedComment[],
): Promise<void> {
  for (let start = 0; start < comments.length; start += commentsPerTransaction) {
    const some = comments.slice(start, start + commentsPerTransaction);
    await database.write(async (tx) => {
      for (const comment of some) await seedComment(tx, eventLog, comment);
    });
  }
}

async function seedComment(tx: Transaction, eventLog: EventLog, seed: SeedComment): Promise<void> {
  const { postAuthorId, parentAuthorId, parentCommentId, ...rest } = seed;
  const comment = { ...rest, parentCommentId };
  if (await addComment(tx, comment)) await tellCommentCreated(eventLog, tx, comment, { postAuthorId, parentAuthorId });
}
