import { muteProjections } from '../audience/mutes/mute-projections.ts';
import { audienceProjections } from '../audience/replica/audience-projections.ts';
import { PeopleCache } from '../audience/replica/people-cache.ts';
import { identityProjections } from '../identity/identity-projections.ts';
import type { Database } from '../kit/database/database.ts';
import { openEventLog } from '../kit/events/event-log.ts';
import type { DerivedProjection, ReplayedProjection, ServiceProjections } from '../kit/projections/projection.ts';
import { consumedLogs } from './events/consumed-logs.ts';
import { fanOutName } from './events/fan-out.ts';
import { comesByHashtag } from './store/hashtag-store.ts';
import { isBrought, isMeant } from './store/home-store.ts';
import { PostCache } from './store/post-cache.ts';
import { holdMutes, migrations } from './store/tables.ts';
import { postHandlers, toldPosts } from './told-posts.ts';

const comments: ReplayedProjection = {
  name: 'comments, as they are counted',
  clear: ['delete from post_comment'],
  content: `
    select comment_id as key, json_array(post_id, author_id, parent_id, hidden, deleted) as value
    from post_comment order by comment_id`,
};

const counted = (name: string, column: string, count: string): DerivedProjection => ({
  name,
  content: `select post_id as key, cast(${column} as text) as value from post order by post_id`,
  expected: `select post_id as key, cast((${count}) as text) as value from post order by post_id`,
});

const closed = `
  with recursive closed (comment_id) as (
    select comment_id from post_comment where hidden = 1
    union
    select below.comment_id from closed join post_comment as below on below.parent_id = closed.comment_id)`;

const counts: readonly DerivedProjection[] = [
  counted('counts of likes', 'like_count', 'select count(*) from post_like where post_like.post_id = post.post_id'),
  counted(
    'counts of reposts',
    'repost_count',
    'select count(*) from post_repost where post_repost.post_id = post.post_id',
  ),
  counted(
    'counts of quotes',
    'quote_count',
    `select count(*) from post as quote
      where quote.quoted_post_id = post.post_id and quote.quote_removed = 0 and quote.delete_time is null`,
  ),
  counted(
    'counts of comments',
    'json_array(comment_count, all_comments, hidden_comments)',
    `select json_array(
        count(*) filter (where deleted = 0 and comment_id not in (${closed} select comment_id from closed)),
        count(*) filter (where deleted = 0), count(*) filter (where hidden = 1))
      from post_comment where post_comment.post_id = post.post_id`,
  ),
];

/** Of what the fan-out has done: posts of which it has yet to hear say nothing. */
const isDone = (position: string) => `
  ${position} <= (select coalesce(max(position), 0) from event_cursor where name = '${fanOutName}')
  and not exists (
    select 1 from event
    where event.subject = post.post_id
      and event.position > (select coalesce(max(position), 0) from event_cursor where name = '${fanOutName}'))`;

const entry = (select: string, position: string, where: string) => `
  ${select} where ${where} and ${isDone(position)}`;

// What is in whose timeline, and why: made of posts, reposts, follows and hashtags as they are now.
const wanted = [
  entry(`select author_id as owner_id, post_id as entry_id, '' as source from post`, 'post.position', 'true'),
  entry(
    `select account_id, repost_id, account_id from post_repost join post on post.post_id = post_repost.post_id`,
    'post_repost.position',
    'true',
  ),
  entry(
    `select follower_id, post_id, '' from follow join post on post.author_id = follow.followee_id`,
    'post.position',
    `${isMeant('follow.follower_id')} and ${isBrought('post.author_id')}`,
  ),
  entry(
    `select follower_id, repost_id, account_id from follow
      join post_repost on post_repost.account_id = follow.followee_id
      join post on post.post_id = post_repost.post_id`,
    'post_repost.position',
    isBrought('post_repost.account_id'),
  ),
  entry(
    `select hashtag_follow.account_id, post.post_id, '#' || hashtag_follow.hashtag from hashtag_follow
      join post_hashtag on post_hashtag.hashtag = hashtag_follow.hashtag
      join post on post.post_id = post_hashtag.post_id`,
    'post.position',
    comesByHashtag('hashtag_follow.account_id'),
  ),
];

// Rows that nobody is shown may stay: of who is meant no longer, and of those who are merged at the read by now.
const present = entry(
  `select home_entry.owner_id, home_entry.entry_id, home_entry.source from home_entry
    join post on post.post_id = home_entry.post_id`,
  'home_entry.position',
  `(home_entry.owner_id = post.author_id or home_entry.source <> ''
      or (${isMeant('home_entry.owner_id')} and ${isBrought('post.author_id')}))
    and (home_entry.source = home_entry.owner_id or ${isBrought('home_entry.source')})`,
);

/** Above where each timeline was cut off. */
const entries = (rows: string) => `
  select distinct owner_id || ' ' || entry_id || ' ' || source as key, '' as value from (${rows}) as row
  where entry_id > coalesce((select home_floor.entry_id from home_floor where home_floor.owner_id = row.owner_id), '')
  order by key`;

const homes: DerivedProjection = {
  name: 'home timelines',
  content: entries(present),
  expected: entries(wanted.join(' union all ')),
};

/**
 * All that posts keeps and that can be made again, from logs or from its own posts. What no log tells is itself the truth,
 * and no projection: posts and their texts, bookmarks, pins, followed hashtags, and the ids by which lists are in order.
 */
export const postsProjections: ServiceProjections = {
  service: 'posts',
  migrations,
  replayed: [...identityProjections, ...audienceProjections, ...muteProjections, comments, ...toldPosts],
  derived: [...counts, homes],
  open: openConsumed,
};

// The fan-out is not replayed: what it makes is derived from rows.
async function openConsumed(database: Database) {
  const eventLog = await openEventLog(database);
  const people = new PeopleCache(database);
  const posts = new PostCache(database);
  const hearing = { eventLog, people, posts, mutes: holdMutes(database), fanOutMaxFollowers: Number.MAX_SAFE_INTEGER };
  const { profile, comments } = consumedLogs(hearing);
  const consumed = [
    { name: 'profile', log: 'profile', handlers: profile },
    { name: 'comments', log: 'comments', handlers: comments },
    { name: 'posts', log: 'posts', handlers: postHandlers, whole: true },
  ];
  return { consumed, [Symbol.asyncDispose]: () => eventLog[Symbol.asyncDispose]() };
}
