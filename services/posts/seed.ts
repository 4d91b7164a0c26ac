import { findByHandles } from '../audience/replica/people-store.ts';
import type { Database, Transaction } from '../kit/database/database.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import type { NewPost } from './domain/post.ts';
import { findMarks, resolveMarks } from './domain/text-marks.ts';
import { tellPostCreated, tellPostLiked } from './events/tell-posts.ts';
import { addFollowersEntries, addOwnEntry } from './store/home-store.ts';
import { addLike, type Like } from './store/like-store.ts';
import { addPost } from './store/post-store.ts';

/** A post to begin with. Its spans are found in the text. */
export type SeedPost = Omit<NewPost, 'spans'>;

/** How many posts or likes one transaction takes. */
const rowsPerTransaction = 500;

/**
 * Writes posts and likes with the events, spans and home timelines that the API would give. Posts are given in the order
 * of their ids. The people must be known to this database already (audience's replica), the likes' posts too; what is
 * there already is passed over.
 */
export async function seedPosts(
  database: Database,
  eventLog: EventLog,
  posts: readonly SeedPost[],
  likes: readonly Like[],
): Promise<void> {
  await inTransactions(database, posts, (tx, post) => seedPost(tx, eventLog, post));
  await inTransactions(database, likes, (tx, like) => seedLike(tx, eventLog, like));
}

async function inTransactions<T>(
  database: Database,
  items: readonly T[],
  write: (tx: Transaction, item: T) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += rowsPerTransaction) {
    const some = items.slice(start, start + rowsPerTransaction);
    await database.write(async (tx) => {
      for (const item of some) await write(tx, item);
    });
  }
}

async function seedPost(tx: Transaction, eventLog: EventLog, seed: SeedPost): Promise<void> {
  const { postId } = seed;
  if (await tx.get('select 1 from post where post_id = :postId', { postId })) return;
  const marks = findMarks(seed.text);
  const handles = marks.flatMap((mark) => (mark.kind === 'mention' ? [mark.handle] : []));
  const people = handles.length === 0 ? new Map() : await findByHandles(tx, handles);
  const post = { ...seed, spans: resolveMarks(marks, people) };
  const position = await tellPostCreated(eventLog, tx, post);
  if (!(await addPost(tx, post, position))) throw new Error(`the author ${post.authorId} is not known`);
  await addOwnEntry(tx, post, position);
  await addFollowersEntries(tx, postId);
}

async function seedLike(tx: Transaction, eventLog: EventLog, like: Like): Promise<void> {
  const sql = 'select author_id, create_time from post where post_id = :postId';
  const post = await tx.get<{ author_id: string; create_time: number }>(sql, { postId: like.postId });
  if (!post || !(await addLike(tx, like, new Date(post.create_time)))) return;
  await tellPostLiked(eventLog, tx, { ...like, authorId: post.author_id });
}
