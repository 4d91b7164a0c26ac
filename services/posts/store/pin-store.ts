import type { Queries, Transaction } from '../../kit/database/database.ts';

/** How many posts an author pins at most. */
export const pinLimit = 3;

const pin = `
  update post set pin_time = :now
  where post_id = :postId and author_id = :authorId and delete_time is null and pin_time is null`;

const unpin = 'update post set pin_time = null where post_id = :postId and author_id = :authorId';

const countPins = `
  select count(*) as pins from post where author_id = :authorId and pin_time is not null and delete_time is null`;

// A pin adds one, so that it is one too many at most.
const unpinDeleted = `
  update post set pin_time = null where delete_time is not null and post_id in (
    select post_id from post where author_id = :authorId and pin_time is not null
    order by case when delete_time is null then 0 else 1 end, pin_time desc limit 1 offset ${pinLimit})`;

/**
 * Pins a post of an author's. False if there are too many then. Of those that are deleted, and can be brought back, the
 * oldest pin ends if its place is taken.
 */
export async function addPin(tx: Transaction, post: { postId: string; authorId: string }, now: Date): Promise<boolean> {
  const pinned = await tx.run(pin, { ...post, now: now.getTime() });
  const row = await tx.get<{ pins: number }>(countPins, { authorId: post.authorId });
  if (pinned === 0) return true;
  if ((row?.pins ?? 0) > pinLimit) return false;
  await tx.run(unpinDeleted, { authorId: post.authorId });
  return true;
}

/** Pins a post no more. */
export async function removePin(tx: Transaction, post: { postId: string; authorId: string }): Promise<void> {
  await tx.run(unpin, { ...post });
}

const selectPins = `
  select post_id from post where author_id = :authorId and pin_time is not null order by pin_time desc, post_id desc`;

/** What an author pinned, the newest pin first. */
export async function findPins(queries: Pick<Queries, 'all'>, authorId: string): Promise<string[]> {
  return (await queries.all<{ post_id: string }>(selectPins, { authorId })).map((row) => row.post_id);
}
