import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { forgetText } from '../store/forget-text.ts';
import { removeEntriesOfPost } from '../store/home-store.ts';
import type { PostCache } from '../store/post-cache.ts';
import { hidePost, type OwnPost, removePost, showPost } from '../store/post-store.ts';
import { countQuotes, findQuotedBy } from '../store/quote-store.ts';
import { tellPostDeleted, tellPostPurged, tellPostRestored } from './tell-posts.ts';

/** What a change of posts is told to. */
export interface PostWriting {
  readonly eventLog: EventLog;
  readonly posts: PostCache;
}

/** A change, and the call that caused it. */
export interface Cause {
  readonly tx: Transaction;
  readonly traceparent: string;
}

/** Deletes a post for the time being, and tells of it. False if its author has no such post. */
export async function deletePost(
  { eventLog, posts }: PostWriting,
  { tx, traceparent }: Cause,
  post: OwnPost,
  now: Date,
): Promise<boolean> {
  if (!(await hidePost(tx, post, now))) return false;
  posts.postChanged(tx, post.postId);
  await recountQuotes(posts, tx, post.postId);
  await tellPostDeleted(eventLog, tx, post, traceparent);
  return true;
}

/** Takes back a deletion not older than some time, and tells of it. False if there is none. */
export async function restorePost(
  { eventLog, posts }: PostWriting,
  { tx, traceparent }: Cause,
  post: OwnPost,
  since: Date,
): Promise<boolean> {
  if (!(await showPost(tx, post, since))) return false;
  posts.postChanged(tx, post.postId);
  await recountQuotes(posts, tx, post.postId);
  await tellPostRestored(eventLog, tx, post, traceparent);
  return true;
}

/** Removes a post for good, its texts from the log too, and tells of it. */
export async function purgePost({ eventLog, posts }: PostWriting, { tx, traceparent }: Cause, post: OwnPost) {
  const owners = await removeEntriesOfPost(tx, post.postId);
  const quoted = await findQuotedBy(tx, post.postId);
  if (!(await removePost(tx, post.postId))) return;
  posts.postRemoved(tx, post, owners);
  if (quoted !== undefined) await quoteChanged(posts, tx, quoted);
  await forgetText(tx, post.postId);
  await tellPostPurged(eventLog, tx, post, traceparent);
}

/** After a change of a post: counts anew the quotes of what it quotes. */
async function recountQuotes(posts: PostCache, tx: Transaction, postId: string): Promise<void> {
  const quoted = await findQuotedBy(tx, postId);
  if (quoted !== undefined) await quoteChanged(posts, tx, quoted);
}

/** A post is quoted once more, or once less. */
export async function quoteChanged(posts: PostCache, tx: Transaction, quotedPostId: string): Promise<void> {
  await countQuotes(tx, quotedPostId);
  posts.quotesChanged(tx, quotedPostId);
}
