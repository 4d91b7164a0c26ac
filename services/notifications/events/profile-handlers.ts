import { AccountDeleted, CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { CircleDeleted, CircleMemberAdded, CircleMemberRemoved } from '#gen/tertulia/profile/v1/circle_events.ts';
import {
  Blocked,
  Followed,
  FollowRequestEnded,
  FollowRequested,
  Muted,
  TermMuted,
  TermUnmuted,
  Unblocked,
  Unfollowed,
  Unmuted,
} from '#gen/tertulia/profile/v1/graph_events.ts';
import { SessionStarted } from '#gen/tertulia/profile/v1/session_events.ts';
import { muteHandlers } from '../../audience/mutes/mute-handlers.ts';
import { audienceHandlers, longestRunOfFollows } from '../../audience/replica/audience-handlers.ts';
import { findCards } from '../../audience/replica/people-store.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on, onRun, type Told } from '../../kit/events/consumer.ts';
import type { Act, ActKey, NotificationKind } from '../domain/act.ts';
import { removeBetween, removeKeys, removeOfAccount } from '../store/act-store.ts';
import { forgetThreads } from '../store/comment-store.ts';
import { forgetEngagements, forgetEngagementsOf } from '../store/engagement-store.ts';
import { cutPair, rememberDeleted } from '../store/pair-store.ts';
import { purgePostsOf } from '../store/post-store.ts';
import { forgetSettings, recheckAt } from '../store/settings-store.ts';
import { notify, reconsider, tellRemoved } from './notify.ts';
import type { Teller } from './teller.ts';

/** What profile's log means for notifications: first for the replica of people, relationships and mutes, then here. */
export function profileHandlers(teller: Teller): EventHandler[] {
  const replica = [...audienceHandlers(), ...muteHandlers(() => undefined)];
  const own = [...accountHandlers(teller, replica), ...graphHandlers(teller), ...muteChanges(teller)];
  // Where both are for a type, the replica's come first; of cards it must be known what was before.
  return [...replica.filter(({ type }) => type !== CardChanged.$type), ...own, ...followHandlers(teller)];
}

function accountHandlers(teller: Teller, replica: readonly EventHandler[]): EventHandler[] {
  const cards = replica.filter(({ type }) => type === CardChanged.$type);
  return [
    on(CardChanged, async (tx, { card }, event) => {
      if (!card) return;
      const { accountId } = card;
      const before = (await findCards(tx, [accountId])).get(accountId);
      for (const handler of cards) await handler.apply(tx, event);
      if (before?.private === card.private) return;
      await reconsider(teller, tx, { actors: [accountId] });
      if (before) await reconsider(teller, tx, { postAuthors: [accountId] });
    }),
    on(AccountDeleted, async (tx, { accountId }) => {
      await rememberDeleted(tx, accountId);
      const purged = await purgePostsOf(tx, accountId);
      await forgetThreads(tx, purged);
      await forgetEngagements(tx, purged);
      await forgetEngagementsOf(tx, accountId);
      await forgetSettings(tx, accountId);
      await tellRemoved(teller, tx, await removeOfAccount(tx, accountId));
    }),
    on(SessionStarted, async (tx, { sessionId, accountId, device, startTime, signUp }, event) => {
      if (signUp) return;
      const about = { kind: 'new_sign_in', refId: sessionId, objectId: sessionId, note: device } as const;
      const createTime = startTime ?? event.createTime;
      await notify(teller, tx, [{ ...personal, ...about, receiverId: accountId, actorId: accountId, createTime }]);
    }),
    on(CircleMemberAdded, (tx, { memberId, ownerId }) => reconsider(teller, tx, { pairs: [[memberId, ownerId]] })),
    on(CircleMemberRemoved, (tx, { memberId, ownerId }) => reconsider(teller, tx, { pairs: [[memberId, ownerId]] })),
    on(CircleDeleted, (tx, { ownerId }) => reconsider(teller, tx, { postAuthors: [ownerId] })),
  ];
}

/** What is about no post. */
const personal = { refId: '', objectId: '', postId: '', postAuthorId: '', commentId: '', note: '' };

const key = (kind: NotificationKind, receiverId: string, actorId: string): ActKey => ({
  kind,
  receiverId,
  actorId,
  refId: '',
});

/** Follows come by the thousand: several are applied together. */
function followHandlers(teller: Teller): EventHandler[] {
  const begin = async (tx: Transaction, told: readonly Told<Followed>[]) => {
    await reconsider(teller, tx, { pairs: told.map(({ payload }) => [payload.followerId, payload.followeeId]) });
    await notify(teller, tx, told.flatMap(followActs));
  };
  const end = async (tx: Transaction, told: readonly Told<Unfollowed>[]) => {
    const ended = told.flatMap(({ payload: { followerId, followeeId } }) => [
      key('follow', followeeId, followerId),
      key('follow_accepted', followerId, followeeId),
    ]);
    await tellRemoved(teller, tx, await removeKeys(tx, ended));
    await reconsider(teller, tx, { pairs: told.map(({ payload }) => [payload.followerId, payload.followeeId]) });
  };
  return [onRun(Followed, begin, longestRunOfFollows), onRun(Unfollowed, end, longestRunOfFollows)];
}

function followActs({ payload: { followerId, followeeId, byRequest }, event }: Told<Followed>): Act[] {
  const { createTime } = event;
  const follow = { ...personal, ...key('follow', followeeId, followerId), createTime };
  return byRequest
    ? [follow, { ...personal, ...key('follow_accepted', followerId, followeeId), createTime }]
    : [follow];
}

function graphHandlers(teller: Teller): EventHandler[] {
  return [
    on(FollowRequested, async (tx, { requesterId, targetId }, { createTime }) => {
      await notify(teller, tx, [{ ...personal, ...key('follow_request', targetId, requesterId), createTime }]);
    }),
    on(FollowRequestEnded, async (tx, { requesterId, targetId }) => {
      await tellRemoved(teller, tx, await removeKeys(tx, [key('follow_request', targetId, requesterId)]));
    }),
    on(Blocked, (tx, { blockerId, blockedId }, { createTime }) => part(teller, tx, blockerId, blockedId, createTime)),
    on(Unblocked, (tx, { blockerId, blockedId }, { createTime }) => part(teller, tx, blockerId, blockedId, createTime)),
  ];
}

/** What two people did before, or during, a block does not come back with its end. */
async function part(teller: Teller, tx: Transaction, one: string, other: string, time: Date): Promise<void> {
  await cutPair(tx, one, other, time);
  await tellRemoved(teller, tx, await removeBetween(tx, one, other, time));
  await reconsider(teller, tx, { pairs: [[one, other]] });
  await reconsider(teller, tx, { meetings: [[one, other]] });
}

function muteChanges(teller: Teller): EventHandler[] {
  return [
    on(Muted, async (tx, { muterId, mutedId, expireTime }) => {
      if (expireTime) await recheckAt(tx, muterId, expireTime);
      await reconsider(teller, tx, { pairs: [[muterId, mutedId]] });
    }),
    on(Unmuted, (tx, { muterId, mutedId }) => reconsider(teller, tx, { pairs: [[muterId, mutedId]] })),
    on(TermMuted, async (tx, { accountId, expireTime }) => {
      if (expireTime) await recheckAt(tx, accountId, expireTime);
      await reconsider(teller, tx, { receivers: [accountId] });
    }),
    on(TermUnmuted, (tx, { accountId }) => reconsider(teller, tx, { receivers: [accountId] })),
  ];
}
