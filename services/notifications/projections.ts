import { muteProjections } from '../audience/mutes/mute-projections.ts';
import { audienceProjections } from '../audience/replica/audience-projections.ts';
import { identityProjections } from '../identity/identity-projections.ts';
import type { Database } from '../kit/database/database.ts';
import { openEventLog } from '../kit/events/event-log.ts';
import type { DerivedProjection, ReplayedProjection, ServiceProjections } from '../kit/projections/projection.ts';
import { consumedLogs } from './events/consumed-logs.ts';
import { migrations } from './service.ts';

const headers: readonly ReplayedProjection[] = [
  {
    name: 'post headers',
    clear: ['delete from post_header', 'delete from post_mention'],
    // Of a post that is gone, that it is gone.
    content: `
      select post_id as key, case state when 'purged' then state else
        json_array(state, author_id, audience, circle_id, text, hashtags, edit_time, (
          select json_group_array(account_id) from (
            select account_id from post_mention as m where m.post_id = post_header.post_id order by account_id
          ))) end as value
      from post_header order by post_id`,
  },
  {
    name: 'comment headers',
    clear: ['delete from comment_header'],
    content: `
      select comment_id as key,
        json_array(post_id, post_author_id, parent_id, parent_author_id, author_id, text, mentioned) as value
      from comment_header order by comment_id`,
  },
  {
    name: 'hidden comments',
    clear: ['delete from hidden_comment'],
    content: `select post_id || ' ' || comment_id as key, author_id as value from hidden_comment order by 1`,
  },
  {
    name: 'who has to do with posts',
    clear: ['delete from engagement'],
    content: `
      select post_id || ' ' || account_id || ' ' || kind || ' ' || ref_id as key, cast(create_time as text) as value
      from engagement order by 1`,
  },
  {
    name: 'muted threads',
    clear: ['delete from thread_mute'],
    content: `select account_id || ' ' || post_id as key, '' as value from thread_mute order by 1`,
  },
  {
    name: 'what blocks cut off',
    clear: ['delete from pair_cut'],
    content: `select low_id || ' ' || high_id as key, cast(cut_time as text) as value from pair_cut order by 1`,
  },
  {
    name: 'deleted accounts',
    clear: ['delete from deleted_account'],
    content: `select account_id as key, '' as value from deleted_account order by account_id`,
  },
];

const floorOf = (account: string) => `(select floor_time from act_floor where act_floor.receiver_id = ${account})`;

/**
 * What was done, and where it is told. In which notification depends on when others were read. Of what is older than
 * something that was deleted for its age nothing is said.
 */
const acts: ReplayedProjection = {
  name: 'acts and where they are told',
  clear: ['delete from act', 'delete from notification', 'delete from left_act'],
  content: `
    select receiver_id || ' ' || actor_id || ' ' || kind || ' ' || ref_id as key,
      json_array(object_id, post_id, comment_id, note, create_time, place) as value
    from act
    where create_time > coalesce(${floorOf('act.receiver_id')}, -1)
    order by 1`,
};

const counts: readonly DerivedProjection[] = [
  {
    // Whether one is shown and counted, and where in the list.
    name: 'times of notifications',
    content: `select notification_id as key, cast(update_time as text) as value from notification order by 1`,
    expected: `
      select notification_id as key, cast(coalesce((
        select max(create_time) from act where act.notification_id = notification.notification_id and place = 1
      ), 0) as text) as value
      from notification order by 1`,
  },
  {
    name: 'notifications of acts',
    content: `select distinct notification_id || ' ' || receiver_id || ' ' || kind || ' ' || object_id as key, '' as value
      from act order by 1`,
    expected: `
      select notification_id || ' ' || receiver_id || ' ' || kind || ' ' || object_id as key, '' as value
      from notification where exists (select 1 from act where act.notification_id = notification.notification_id)
      order by 1`,
  },
];

/** What notifications can make again: what is known of posts, comments and people, and what is told of it. */
export const notificationsProjections: ServiceProjections = {
  service: 'notifications',
  migrations,
  replayed: [...identityProjections, ...audienceProjections, ...muteProjections, ...headers, acts],
  derived: counts,
  open: openConsumed,
};

async function openConsumed(database: Database) {
  const eventLog = await openEventLog(database);
  const time = await lookedAt(database, Date.now());
  const { profile, posts, comments } = consumedLogs({ eventLog, now: () => time });
  const consumed = [
    { name: 'profile', log: 'profile', handlers: profile },
    { name: 'posts', log: 'posts', handlers: posts },
    { name: 'comments', log: 'comments', handlers: comments },
  ];
  return { consumed, [Symbol.asyncDispose]: () => eventLog[Symbol.asyncDispose]() };
}

/** Until when mutes that ended were looked at: what is muted until later counts as muted yet. */
async function lookedAt(database: Database, now: number): Promise<number> {
  const row = await database.get<{ due: number | null }>('select min(due_time) as due from recheck');
  return Math.min(now, (row?.due ?? now + 1) - 1);
}
