import { AccountDeleted, CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { Blocked, Followed, Unblocked, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type EventHandler, on } from '../../kit/events/consumer.ts';
import type { EventLog } from '../../kit/events/event-log.ts';
import { removeBetween, removeNotification, removeOfAccount } from '../store/notification-store.ts';
import { cutPair, rememberDeleted } from '../store/pair-store.ts';
import { hasUnreadAbout, readWaiting } from '../store/viewed-store.ts';
import { announce, notify, tellRemoved, tellUnreadCount } from './announce.ts';

/** What profile's log means for notifications. They run after the replica's own handlers. */
export function profileHandlers(eventLog: EventLog): EventHandler[] {
  return [
    on(CardChanged, async (tx, { card }) => {
      if (card) await announce(eventLog, tx, await readWaiting(tx, { actorId: card.accountId }));
    }),
    on(Followed, async (tx, { followerId, followeeId }, { createTime }) => {
      await notify(eventLog, tx, { ...followKey(followerId, followeeId), createTime });
      await reconsider(eventLog, tx, followerId, followeeId);
    }),
    on(Unfollowed, async (tx, { followerId, followeeId }) => {
      await tellRemoved(eventLog, tx, await removeNotification(tx, followKey(followerId, followeeId)));
      await reconsider(eventLog, tx, followerId, followeeId);
    }),
    on(Blocked, (tx, { blockerId, blockedId }, { createTime }) => part(eventLog, tx, blockerId, blockedId, createTime)),
    on(Unblocked, (tx, { blockerId, blockedId }, { createTime }) =>
      part(eventLog, tx, blockerId, blockedId, createTime),
    ),
    on(AccountDeleted, async (tx, { accountId }) => {
      await rememberDeleted(tx, accountId);
      await tellRemoved(eventLog, tx, await removeOfAccount(tx, accountId));
    }),
  ];
}

function followKey(followerId: string, followeeId: string) {
  return { receiverId: followeeId, kind: 'follow', actorId: followerId, postId: '', commentId: '' } as const;
}

/** What two people did before, or during, a block does not come back with its end. */
async function part(eventLog: EventLog, tx: Transaction, one: string, other: string, time: Date): Promise<void> {
  await cutPair(tx, one, other, time);
  await tellRemoved(eventLog, tx, await removeBetween(tx, one, other, time));
  await reconsider(eventLog, tx, one, other);
  await reconsider(eventLog, tx, other, one);
}

/** What others did on the posts of an author may be visible to a receiver now, or may no longer be. */
async function reconsider(eventLog: EventLog, tx: Transaction, receiverId: string, authorId: string): Promise<void> {
  await announce(eventLog, tx, await readWaiting(tx, { receiverId }));
  if (await hasUnreadAbout(tx, receiverId, authorId)) await tellUnreadCount(eventLog, tx, receiverId);
}
