import type { Transaction } from '../../kit/database/database.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { forgetText } from '../store/forget-text.ts';
import { removeEntriesOfPost } from '../store/home-store.ts';
import type { PostCache } from '../store/post-cache.ts';
import { removePost } from '../store/post-store.ts';
import { tellPostDeleted } from './tell-posts.ts';

/** What a change of posts is told to. */
export interface PostWriting {
  readonly eventLog: EventLog;
  readonly posts: PostCache;
}

/** Removes a post, its text from the log too, and tells of it. False if its author has no such post. */
export async function deletePost(
  { eventLog, posts }: PostWriting,
  tx: Transaction,
  post: { postId: string; authorId: string },
  traceparent: string,
): Promise<boolean> {
  const position = await removePost(tx, post.postId, post.authorId);
  if (position === undefined) return false;
  posts.postRemoved(tx, post, await removeEntriesOfPost(tx, position));
  await forgetText(tx, position);
  await tellPostDeleted(eventLog, tx, post, traceparent);
  return true;
}
