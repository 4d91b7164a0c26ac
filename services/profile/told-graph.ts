import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import { CircleDeleted, CircleMemberAdded, CircleMemberRemoved } from '#gen/tertulia/profile/v1/circle_events.ts';
import {
  Blocked,
  Followed,
  FollowRequestEnded,
  FollowRequested,
  Unblocked,
  Unfollowed,
} from '#gen/tertulia/profile/v1/graph_events.ts';
import { type EventHandler, on } from '../kit/events/consumer.ts';
import type { ReplayedProjection } from '../kit/projections/projection.ts';

const areThere = (...ids: readonly string[]) =>
  ids.map((id) => `exists (select 1 from account where account_id = ${id})`).join(' and ');

const insertFollow = `
  insert into follow (follower_id, followee_id, follow_id) select :followerId, :followeeId, ''
  where ${areThere(':followerId', ':followeeId')}`;
const insertBlock = `
  insert into block (blocker_id, blocked_id, create_time) select :blockerId, :blockedId, 0
  where ${areThere(':blockerId', ':blockedId')}`;
const insertRequest = `
  insert into follow_request (requester_id, target_id, follow_request_id, create_time)
  select :requesterId, :targetId, '', 0 where ${areThere(':requesterId', ':targetId')}`;
const insertMember = `
  insert into circle_member (circle_id, owner_id, member_id, entry_id) select :circleId, :ownerId, :memberId, ''
  where ${areThere(':memberId')} and exists (select 1 from circle where circle_id = :circleId)`;

/** Of tables in which an account stands at either side. */
const pairs = [
  ['follow', 'follower_id', 'followee_id'],
  ['block', 'blocker_id', 'blocked_id'],
  ['follow_request', 'requester_id', 'target_id'],
  ['circle_member', 'owner_id', 'member_id'],
] as const;

/** What the log tells of how people stand to each other: no more than profile has itself, no less, and nothing twice. */
export const graphHandlers: readonly EventHandler[] = [
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
    await tx.run('delete from block where blocker_id = :blockerId and blocked_id = :blockedId', {
      blockerId,
      blockedId,
    });
  }),
  on(FollowRequested, async (tx, { requesterId, targetId }) => {
    await tx.run(insertRequest, { requesterId, targetId });
  }),
  on(FollowRequestEnded, async (tx, { requesterId, targetId }) => {
    const sql = 'delete from follow_request where requester_id = :requesterId and target_id = :targetId';
    await tx.run(sql, { requesterId, targetId });
  }),
  on(CircleMemberAdded, async (tx, { circleId, ownerId, memberId }) => {
    await tx.run(insertMember, { circleId, ownerId, memberId });
  }),
  on(CircleMemberRemoved, async (tx, { circleId, memberId }) => {
    await tx.run('delete from circle_member where circle_id = :circleId and member_id = :memberId', {
      circleId,
      memberId,
    });
  }),
  on(CircleDeleted, async (tx, { circleId }) => {
    await tx.run('delete from circle_member where circle_id = :circleId', { circleId });
  }),
  on(AccountDeleted, async (tx, { accountId }) => {
    for (const [table, one, other] of pairs)
      await tx.run(`delete from ${table} where ${one} = :accountId or ${other} = :accountId`, { accountId });
  }),
];

const pairsOf = (name: string, [table, one, other]: (typeof pairs)[number]): ReplayedProjection => ({
  name,
  clear: [`delete from ${table}`],
  content: `select ${one} || ' ' || ${other} as key, '' as value from ${table} order by 1`,
});

const [follow, block, request] = pairs;

export const toldGraph: readonly ReplayedProjection[] = [
  pairsOf('follows', follow),
  pairsOf('blocks', block),
  pairsOf('follow requests', request),
  {
    name: 'members of circles',
    clear: ['delete from circle_member'],
    content: `select circle_id || ' ' || member_id as key, owner_id as value from circle_member order by 1`,
  },
];
