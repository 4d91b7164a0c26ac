import { audienceProjections } from '../audience/replica/audience-projections.ts';
import { identityProjections } from '../identity/identity-projections.ts';
import { openEventLog } from '../kit/events/event-log.ts';
import type { DerivedProjection, ReplayedProjection, ServiceProjections } from '../kit/projections/projection.ts';
import { consumedLogs } from './events/consumed-logs.ts';
import { migrations } from './service.ts';

const replayed: readonly ReplayedProjection[] = [
  {
    name: 'post headers',
    clear: ['delete from post_header', 'delete from post_mention'],
    content: `
      select post_id as key, json_array(author_id, audience, circle_id, comment_policy, state, (
        select json_group_array(account_id) from (
          select account_id from post_mention as m where m.post_id = post_header.post_id order by account_id
        ))) as value
      from post_header order by post_id`,
  },
  {
    name: 'deleted accounts',
    clear: ['delete from deleted_account'],
    content: `select account_id as key, '' as value from deleted_account order by account_id`,
  },
  {
    name: 'changes of sight',
    clear: ['delete from sight_change'],
    content: 'select account_id as key, cast(position as text) as value from sight_change order by account_id',
  },
];

const repliesOf = (closed: string) => `
  select parent_comment_id as key, cast(count(*) as text) as value from comment
  where parent_comment_id is not null and ${closed} group by parent_comment_id order by 1`;

const derived: readonly DerivedProjection[] = [
  {
    name: 'counts of replies',
    content: `
      select comment_id as key, cast(reply_count as text) as value from comment
      where reply_count <> 0 order by comment_id`,
    expected: repliesOf('closed is null'),
  },
  {
    name: 'counts of closed replies',
    content: `
      select comment_id as key, cast(closed_reply_count as text) as value from comment
      where closed_reply_count <> 0 order by comment_id`,
    expected: repliesOf('closed is not null'),
  },
  {
    // A tombstone keeps its number.
    name: 'counts of likes',
    content: `
      select comment_id as key, cast(like_count as text) as value from comment
      where like_count <> 0 and state = 'live' order by comment_id`,
    expected: `
      select comment_id as key, cast(count(*) as text) as value from comment_like group by comment_id order by comment_id`,
  },
];

/** What comments can make again: who may read posts and comment, the replica, and what is counted. */
export const commentsProjections: ServiceProjections = {
  service: 'comments',
  migrations,
  replayed: [...identityProjections, ...audienceProjections, ...replayed],
  derived,
  async open(database) {
    const eventLog = await openEventLog(database);
    const { profile, posts } = consumedLogs(eventLog);
    const consumed = [
      { name: 'profile', log: 'profile', handlers: profile },
      { name: 'posts', log: 'posts', handlers: posts },
    ];
    return { consumed, [Symbol.asyncDispose]: () => eventLog[Symbol.asyncDispose]() };
  },
};
