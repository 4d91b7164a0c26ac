import { findByHandles } from '../audience/replica/people-store.ts';
import type { Database, Transaction } from '../kit/database/database.ts';
import { moveCursor, readCursor } from '../kit/events/cursor-rows.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import { findMarks, resolveMarks } from '../text/text-marks.ts';
import type { NewPost } from './domain/post.ts';
import { timedId } from './domain/timed-id.ts';
import { fanOutName } from './events/fan-out.ts';
import { tellPostCreated, tellPostLiked, tellPostReposted } from './events/tell-posts.ts';
import { addBookmark } from './store/bookmark-store.ts';
import { followHashtag, type HashtagFollow } from './store/hashtag-store.ts';
import { addOwnEntry, addOwnRepost, addRepostEntries, fillEntries } from './store/home-store.ts';
import { addLike, type Like } from './store/like-store.ts';
import { addPin } from './store/pin-store.ts';
import { addPost } from './store/post-store.ts';
import { countQuotes } from './store/quote-store.ts';
import { addRepost, hasRepost } from './store/repost-store.ts';

/** A post to begin with. Its spans are found in the text. */
export type SeedPost = Pick<NewPost, 'postId' | 'authorId' | 'text' | 'audience' | 'createTime'> &
  Partial<Pick<NewPost, 'circleId' | 'quoted'>>;

/** What an account did to a post, and when. */
export interface SeedDeed extends Like {
  readonly createTime: Date;
}

/** What people did beside writing. */
export interface SeedDeeds {
  readonly likes?: readonly Like[];
  readonly reposts?: readonly (SeedDeed & { readonly authorId: string })[];
  /** Each of a post of the account's own. */
  readonly pins?: readonly SeedDeed[];
  readonly bookmarks?: readonly SeedDeed[];
  readonly hashtagFollows?: readonly HashtagFollow[];
}

/** How many posts, likes or timelines one transaction takes: a long one is slow, for its savepoint keeps old pages. */
const itemsPerTransaction = 50;

/**
 * Writes posts and what was done to them with the events and spans that the API would give, and fills the home timelines.
 * Posts are given in the order of their ids, a quoted one before who quotes it. The people and their follows must be known to this database already (audience's replica).
 * What is there already is passed over, so that a seeding which broke off can be repeated.
 */
export async function seedPosts(
  database: Database,
  eventLog: EventLog,
  posts: readonly SeedPost[],
  { likes = [], reposts = [], pins = [], bookmarks = [], hashtagFollows = [] }: SeedDeeds,
): Promise<void> {
  await each(database, posts, (tx, post) => seedPost(tx, eventLog, post));
  await each(database, reposts, (tx, repost) => seedRepost(tx, eventLog, repost));
  await fillHomes(database, eventLog);
  await each(database, likes, (tx, like) => seedLike(tx, eventLog, like));
  await each(database, pins, async (tx, { postId, accountId, createTime }) => {
    if (!(await addPin(tx, { postId, authorId: accountId }, createTime)))
      throw new Error(`too many pins of ${accountId}`);
  });
  await each(database, bookmarks, (tx, { postId, accountId, createTime }) =>
    addBookmark(tx, { postId, accountId, bookmarkId: timedId(createTime, postId, accountId) }),
  );
  await each(database, hashtagFollows, async (tx, follow) => {
    if (!(await followHashtag(tx, follow))) throw new Error(`too many hashtags of ${follow.accountId}`);
  });
}

function each<T>(database: Database, items: readonly T[], write: (tx: Transaction, item: T) => Promise<void>) {
  return inTransactions(database, items, async (tx, some) => {
    for (const item of some) await write(tx, item);
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
  const reposts = await database.all<{ position: number }>('select position from post_repost order by position');
  await inTransactions(database, reposts, async (tx, some) => {
    await addRepostEntries(
      tx,
      some.map((row) => BigInt(row.position)),
    );
  });
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
    circleId: seed.circleId,
    quoted: seed.quoted,
    commentPolicy,
  } as const;
  const position = await tellPostCreated(eventLog, tx, post);
  if (!(await addPost(tx, post, position))) throw new Error(`the author ${post.authorId} is not known`);
  await addOwnEntry(tx, post, position);
  if (post.quoted) await countQuotes(tx, post.quoted.postId);
}

async function seedRepost(
  tx: Transaction,
  eventLog: EventLog,
  { createTime, ...repost }: SeedDeed & { authorId: string },
): Promise<void> {
  if (await hasRepost(tx, repost)) return;
  const { postId, accountId } = repost;
  const position = await tellPostReposted(eventLog, tx, { ...repost, repostTime: createTime });
  const repostId = timedId(createTime, postId, accountId);
  if (!(await addRepost(tx, { postId, accountId, repostId, position }))) throw new Error(`no post ${postId} to repost`);
  await addOwnRepost(tx, repost);
}

async function seedLike(tx: Transaction, eventLog: EventLog, like: Like): Promise<void> {
  const sql = 'select author_id, create_time from post where post_id = :postId';
  const post = await tx.get<{ author_id: string; create_time: number }>(sql, { postId: like.postId });
  if (!post || !(await addLike(tx, like, new Date(post.create_time)))?.changed) return;
  await tellPostLiked(eventLog, tx, { ...like, authorId: post.author_id });
}
