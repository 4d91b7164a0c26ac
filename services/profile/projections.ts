import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import { Blocked, Followed, Unblocked, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { identityHandlers } from '../identity/identity-handlers.ts';
import { identityProjections } from '../identity/identity-projections.ts';
import { type EventHandler, on } from '../kit/events/consumer.ts';
import type { DerivedProjection, ReplayedProjection, ServiceProjections } from '../kit/projections/projection.ts';
import { migrations, name } from './service.ts';

const insertFollow = `
  insert into follow (follower_id, followee_id, follow_id) select :followerId, :followeeId, ''
  where exists (select 1 from account where account_id = :followerId)
    and exists (select 1 from account where account_id = :followeeId)`;
const insertBlock = `
  insert into block (blocker_id, blocked_id, create_time) select :blockerId, :blockedId, 0
  where exists (select 1 from account where account_id = :blockerId)
    and exists (select 1 from account where account_id = :blockedId)`;

/** What the log tells of follows and blocks is what profile has itself: no more, no less, and nothing twice. */
const graphHandlers: readonly EventHandler[] = [
  on(Followed, async (tx, { followerId, followeeId }) => {
    await tx.run(insertFollow, { followerId, followeeId });
  }),
  on(Unfollowed, async (tx, { followerId, followeeId }) => {
    const sql = 'delete from follow where follower_id = :followerId and followee_id = :followeeId';
    await tx.run(sql, { followerId, followeeId });
  }),
  on(Blocked, async (tx, { blockerId, blockedId }) => {
    await tx.run(insertBlock, { blockerId, blockedId });
  }),
  on(Unblocked, async (tx, { blockerId, blockedId }) => {
    const sql = 'delete from block where blocker_id = :blockerId and blocked_id = :blockedId';
    await tx.run(sql, { blockerId, blockedId });
  }),
  on(AccountDeleted, async (tx, { accountId }) => {
    await tx.run('delete from follow where follower_id = :accountId or followee_id = :accountId', { accountId });
    await tx.run('delete from block where blocker_id = :accountId or blocked_id = :accountId', { accountId });
  }),
];

const graph: readonly ReplayedProjection[] = [
  {
    name: 'follows',
    clear: ['delete from follow'],
    content: `select follower_id || ' ' || followee_id as key, '' as value from follow order by 1`,
  },
  {
    name: 'blocks',
    clear: ['delete from block'],
    content: `select blocker_id || ' ' || blocked_id as key, '' as value from block order by 1`,
  },
];

const counted = (name: string, column: string, side: string): DerivedProjection => ({
  name,
  content: `select account_id as key, cast(${column} as text) as value from account order by account_id`,
  expected: `
    select account_id as key, cast((select count(*) from follow where ${side} = account_id) as text) as value
    from account order by account_id`,
});

const derived: readonly DerivedProjection[] = [
  counted('counts of followers', 'follower_count', 'followee_id'),
  counted('counts of followed', 'following_count', 'follower_id'),
  {
    name: 'what accounts are found by',
    content: `select distinct account_id || ' ' || handle as key, '' as value from search_term order by 1`,
    expected: `select account_id || ' ' || handle as key, '' as value from account order by 1`,
  },
];

/** What profile can make again: the replica of keys, and the graph that its log tells of. */
export const profileProjections: ServiceProjections = {
  service: name,
  migrations,
  replayed: [...identityProjections, ...graph],
  derived,
  async open() {
    const consumed = [
      { name, log: name, handlers: identityHandlers() },
      { name, log: name, handlers: graphHandlers, whole: true },
    ];
    return { consumed, [Symbol.asyncDispose]: async () => undefined };
  },
};
