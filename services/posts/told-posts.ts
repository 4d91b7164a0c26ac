import {
  PostCreated,
  PostEdited,
  PostLiked,
  PostPurged,
  PostReposted,
  PostUnliked,
  PostUnreposted,
} from '#gen/tertulia/posts/v1/post_events.ts';
import type { Transaction } from '../kit/database/database.ts';
import { listRows } from '../kit/database/dialect.ts';
import { type EventHandler, on } from '../kit/events/consumer.ts';
import type { ReplayedProjection } from '../kit/projections/projection.ts';

const isThere = 'exists (select 1 from post where post_id = :postId)';
const insertHashtags = `
  insert into post_hashtag (hashtag, post_id) select value, :postId from ${listRows(':hashtags')} where ${isThere}`;
const insertLike = `
  insert into post_like (post_id, account_id, create_time, like_id) select :postId, :accountId, 0, '' where ${isThere}`;
const insertRepost = `
  insert into post_repost (post_id, account_id, repost_id, position) select :postId, :accountId, '', 0 where ${isThere}`;

async function setHashtags(tx: Transaction, postId: string, hashtags: readonly string[]): Promise<void> {
  await tx.run('delete from post_hashtag where post_id = :postId', { postId });
  await tx.run(insertHashtags, { postId, hashtags: JSON.stringify(hashtags) });
}

/** What the service's own log tells of posts: no more than the service has itself, no less, and nothing twice. */
export const postHandlers: readonly EventHandler[] = [
  on(PostCreated, (tx, { postId, hashtags }) => setHashtags(tx, postId, hashtags)),
  on(PostEdited, (tx, { postId, hashtags }) => setHashtags(tx, postId, hashtags)),
  on(PostLiked, async (tx, { postId, accountId }) => {
    await tx.run(insertLike, { postId, accountId });
  }),
  on(PostUnliked, async (tx, { postId, accountId }) => {
    await tx.run('delete from post_like where post_id = :postId and account_id = :accountId', { postId, accountId });
  }),
  on(PostReposted, async (tx, { postId, accountId }) => {
    await tx.run(insertRepost, { postId, accountId });
  }),
  on(PostUnreposted, async (tx, { postId, accountId }) => {
    await tx.run('delete from post_repost where post_id = :postId and account_id = :accountId', { postId, accountId });
  }),
  on(PostPurged, async (tx, { postId }) => {
    for (const table of ['post_hashtag', 'post_like', 'post_repost'])
      await tx.run(`delete from ${table} where post_id = :postId`, { postId });
  }),
];

const pairs = (name: string, table: string, other: string): ReplayedProjection => ({
  name,
  clear: [`delete from ${table}`],
  content: `select post_id || ' ' || ${other} as key, '' as value from ${table} order by 1`,
});

export const toldPosts: readonly ReplayedProjection[] = [
  pairs('hashtags of posts', 'post_hashtag', 'hashtag'),
  pairs('likes', 'post_like', 'account_id'),
  pairs('reposts', 'post_repost', 'account_id'),
];
