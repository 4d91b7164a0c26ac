import { findByHandles } from '../audience/replica/people-store.ts';
import type { Database, Transaction } from '../kit/database/database.ts';
import { moveCursor, readCursor } from '../kit/events/cursor-rows.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import { findMarks, resolveMarks } from '../text/text-marks.ts';
import type { NewPost } from './domain/post.ts';
import { fanOutName } from './events/fan-out.ts';
import { tellPostCreated, tellPostLiked } from './events/tell-posts.ts';
import { addOwnEntry, fillEntries } from './store/home-store.ts';
import { addLike, type Like } from './store/like-store.ts';
import { addPost } from './store/post-store.ts';

/** A post to begin with. Its spans are found in the text. */
export type SeedPost = Pick<NewPost, 'postId' | 'authorId' | 'text' | 'audience' | 'createTime'>;

/** How many posts, likes or timelines one transaction takes: a long one is slow, for its savepoint keeps old pages. */
const itemsPerTransaction = 50;

/**
 * Writes posts and likes with the events and spans that the API would give, and fills the home timelines. Posts are given
 * in the order of their ids. The people and their follows must be known to this database already (audience's replica).
 * What is there already is passed over, so that a seeding which broke off can be repeated.
 */
export async function seedPosts(
  database: Database,
  eventLog: EventLog,
  posts: readonly SeedPost[],
  likes: readonly Like[],
): Promise<void> {
  await inTransactions(database, posts, async (tx, some) => {
    for (const post of some) await seedPost(tx, eventLog, post);
  });
  await fillHomes(database, eventLog);
  await inTransactions(database, likes, async (tx, some) => {
    for (const like of some) await seedLike(tx, eventLog, like);
  });
}

async function inTransactions<T>(
  database: Database,
  items: readonly T[],
  write: (tx: Transaction, some: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += itemsPerTransaction) {
    await database.write((tx) => write(tx, items.slice(start, start + itemsPerTransaction)));
  }
}

/** Does for all posts what the fan-out does for each, and lets the fan-out go on behind them. */
async function fillHomes(database: Database, eventLog: EventLog): Promise<void> {
  const position = await eventLog.head();
  const { logId } = eventLog;
  const rows = await database.all<{ account_id: string }>('select account_id from person order by account_id');
  const owners = rows.map((row) => row.account_id);
  await inTransactions(database, owners, fillEntries);
  await database.write(async (tx) => {
    const cursor = await readCursor(tx, fanOutName);
    if (cursor.position < position) await moveCursor(tx, fanOutName, cursor, { logId, position });
  });
}

const commentPolicy = 'everyone';

async function seedPost(tx: Transaction, eventLog: EventLog, seed: SeedPost): Promise<void> {
  const { postId } = seed;
  if (await tx.get('select 1 from post where post_id = :postId', { postId })) return;
  const marks = findMarks(seed.text);
  const handles = marks.flatMap((mark) => (mark.kind === 'mention' ? [mark.handle] : []));
  const people = handles.length === 0 ? new Map() : await findByHandles(tx, handles);
  const post = {
    ...seed,
    spans: resolveMarks(marks, people),
    circleId: undefined,
    quoted: undefined,
    commentPolicy,
  } as const;
  const position = await tellPostCreated(eventLog, tx, post);
  if (!(await addPost(tx, post, position))) throw new Error(`the author ${post.authorId} is not known`);
  await addOwnEntry(tx, post, position);
}

async function seedLike(tx: Transaction, eventLog: EventLog, like: Like): Promise<void> {
  const sql = 'select author_id, create_time from post where post_id = :postId';
  const post = await tx.get<{ author_id: string; create_time: number }>(sql, { postId: like.postId });
  if (!post || !(await addLike(tx, like, new Date(post.create_time)))?.changed) return;
  await tellPostLiked(eventLog, tx, { ...like, authorId: post.author_id });
}
