import { timedId } from '../domain/timed-id.ts';
import { addOwnRepost, removeEntriesAt } from '../store/home-store.ts';
import { addRepost, hasRepost, removeRepost } from '../store/repost-store.ts';
import type { Cause, PostWriting } from './delete-post.ts';
import { type ToldLike, tellPostReposted, tellPostUnreposted } from './tell-posts.ts';

/** Reposts a post, and tells of it, unless it was done before. False if the post is gone. */
export async function repost(
  { eventLog, posts }: PostWriting,
  { tx, traceparent }: Cause,
  repost: ToldLike,
  now: Date,
): Promise<boolean> {
  if (await hasRepost(tx, repost)) return true;
  const { postId, accountId } = repost;
  const position = await tellPostReposted(eventLog, tx, { ...repost, repostTime: now }, traceparent);
  const repostId = timedId(now, postId, accountId);
  if (!(await addRepost(tx, { postId, accountId, repostId, position }))) return false;
  await addOwnRepost(tx, repost);
  posts.repostChanged(tx, repost);
  posts.homesChanged(tx, [accountId]);
  return true;
}

/** Takes a repost back, and tells of it, if there is one. */
export async function unrepost({ eventLog, posts }: PostWriting, { tx, traceparent }: Cause, repost: ToldLike) {
  const position = await removeRepost(tx, repost);
  if (position === undefined) return;
  posts.homesChanged(tx, await removeEntriesAt(tx, position));
  posts.repostChanged(tx, repost);
  await tellPostUnreposted(eventLog, tx, repost, traceparent);
}
