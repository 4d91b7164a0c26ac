import { AccountDeleted, CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { CircleDeleted, CircleMemberAdded, CircleMemberRemoved } from '#gen/tertulia/profile/v1/circle_events.ts';
import { Blocked, Followed, Unblocked, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { fieldOf, listRows } from '../../kit/database/dialect.ts';
import { type EventHandler, on, onRun, type Told } from '../../kit/events/consumer.ts';

const upsertPerson = `
  insert into person (account_id, handle, display_name, private) values (:accountId, :handle, :displayName, :isPrivate)
  on conflict (account_id) do update set
    handle = excluded.handle, display_name = excluded.display_name, private = excluded.private`;

const told = listRows(':follows');
const [follower, followee] = [fieldOf('told', '$.followerId'), fieldOf('told', '$.followeeId')];

const insertFollows = `
  insert into follow (follower_id, followee_id) select ${follower}, ${followee} from ${told} as told where true
  on conflict do nothing`;

const deleteFollows = `
  delete from follow where (follower_id, followee_id) in (select ${follower}, ${followee} from ${told} as told)`;

/** Follows come and go by the thousand. */
export const longestRunOfFollows = 50;

const changeFollows = (sql: string) => async (tx: Transaction, told: readonly Told<object>[]) => {
  await tx.run(sql, { follows: JSON.stringify(told.map(({ payload }) => payload)) });
};

const insertBlock = `
  insert into block (blocker_id, blocked_id) values (:blockerId, :blockedId) on conflict do nothing`;

const insertMember = `
  insert into circle_member (circle_id, owner_id, member_id) values (:circleId, :ownerId, :memberId)
  on conflict do nothing`;

const deleteMember = 'delete from circle_member where circle_id = :circleId and member_id = :memberId';

const deleteBlock = 'delete from block where blocker_id = :blockerId and blocked_id = :blockedId';

/** Keeps the replica in step with profile's log. They run before a service's own handlers. */
export function audienceHandlers(): EventHandler[] {
  return [
    on(CardChanged, async (tx, { card }) => {
      if (!card) return;
      const { accountId, handle, displayName, private: isPrivate } = card;
      await tx.run(upsertPerson, { accountId, handle, displayName, isPrivate });
    }),
    on(AccountDeleted, (tx, { accountId }) => forgetPerson(tx, accountId)),
    onRun(Followed, changeFollows(insertFollows), longestRunOfFollows),
    onRun(Unfollowed, changeFollows(deleteFollows), longestRunOfFollows),
    on(Blocked, async (tx, { blockerId, blockedId }) => {
      await tx.run(insertBlock, { blockerId, blockedId });
    }),
    on(Unblocked, async (tx, { blockerId, blockedId }) => {
      await tx.run(deleteBlock, { blockerId, blockedId });
    }),
    on(CircleMemberAdded, async (tx, { circleId, ownerId, memberId }) => {
      await tx.run(insertMember, { circleId, ownerId, memberId });
    }),
    on(CircleMemberRemoved, async (tx, { circleId, memberId }) => {
      await tx.run(deleteMember, { circleId, memberId });
    }),
    on(CircleDeleted, async (tx, { circleId }) => {
      await tx.run('delete from circle_member where circle_id = :circleId', { circleId });
    }),
  ];
}

async function forgetPerson(tx: Transaction, accountId: string): Promise<void> {
  await tx.run('delete from follow where follower_id = :accountId', { accountId });
  await tx.run('delete from follow where followee_id = :accountId', { accountId });
  await tx.run('delete from block where blocker_id = :accountId', { accountId });
  await tx.run('delete from block where blocked_id = :accountId', { accountId });
  await tx.run('delete from circle_member where owner_id = :accountId', { accountId });
  await tx.run('delete from circle_member where member_id = :accountId', { accountId });
  await tx.run('delete from person where account_id = :accountId', { accountId });
}
