import type { Transaction } from '../../kit/database/database.ts';
import { fieldOf, inList, listRows } from '../../kit/database/dialect.ts';
import {
  keptPerReceiver,
  type NewNotification,
  type NotificationKey,
  notificationIdOf,
} from '../domain/notification.ts';
import { pairOf } from './pair-store.ts';

/** A notification that was taken back. */
export interface Removed {
  readonly receiverId: string;
  /** It may have been in the unread count. */
  readonly unread: boolean;
}

const field = (name: keyof NotificationKey | 'notificationId' | 'snippet' | 'createTime' | 'lowId' | 'highId') =>
  fieldOf('new', `$.${name}`);

// One statement for all of an event: each costs a change of threads and back.
const insertNotifications = `
  insert into notification
    (notification_id, receiver_id, kind, actor_id, post_id, comment_id, snippet, create_time)
  select ${field('notificationId')}, ${field('receiverId')}, ${field('kind')}, ${field('actorId')},
    ${field('postId')}, ${field('commentId')}, ${field('snippet')}, ${field('createTime')}
  from ${listRows(':notifications')} as new
  where not exists (select 1 from deleted_account where account_id in (${field('receiverId')}, ${field('actorId')}))
    and not exists (select 1 from post_header where post_id = ${field('postId')} and state = 'deleted')
    and not exists (
      select 1 from pair_cut
      where low_id = ${field('lowId')} and high_id = ${field('highId')} and cut_time > ${field('createTime')}
    )
  on conflict do nothing
  returning notification_id, receiver_id`;

const trim = `
  delete from notification where notification_id in (
    select old.notification_id
    from ${listRows(':receivers')} as receiver join notification as old
      on old.receiver_id = receiver.value and old.notification_id <= (
        select notification_id from notification where receiver_id = receiver.value
        order by notification_id desc limit 1 offset ${keptPerReceiver}))`;

const markAnnounced = `update notification set announced = 1 where ${inList('notification_id', ':ids')}`;

// What waits to be announced was never shown, so "all older ones" does not mean it.
const markUpTo = `
  update notification set read = 1
  where receiver_id = :receiverId and notification_id <= :upTo and read = 0 and announced = 1`;

const markSome = `
  update notification set read = 1
  where receiver_id = :receiverId and read = 0 and ${inList('notification_id', ':ids')}`;

const remove = (condition: string) => `delete from notification where ${condition} returning receiver_id, read`;

const removeByKey = remove(`receiver_id = :receiverId and kind = :kind and actor_id = :actorId
  and post_id = :postId and comment_id = :commentId`);
const removeByPost = remove('post_id = :postId');
// The second term lets the index be used that only those have which are about a comment.
const removeByComment = remove("comment_id = :commentId and comment_id <> ''");
const removeOneWay = remove('receiver_id = :receiverId and actor_id = :actorId and create_time <= :until');
const removeByReceiver = 'delete from notification where receiver_id = :accountId';
const removeByActor = remove('actor_id = :accountId');

/**
 * Adds notifications, but for those that are there, or that are about what is gone already.
 * The ids of those that were added.
 */
export async function addNotifications(tx: Transaction, notifications: readonly NewNotification[]): Promise<string[]> {
  if (notifications.length === 0) return [];
  const params = { notifications: JSON.stringify(notifications.map(rowOf)) };
  const added = await tx.all<{ notification_id: string; receiver_id: string }>(insertNotifications, params);
  const receivers = new Set(added.map((row) => row.receiver_id));
  if (receivers.size > 0) await tx.run(trim, { receivers: JSON.stringify([...receivers]) });
  return added.map((row) => row.notification_id);
}

function rowOf(notification: NewNotification) {
  const { receiverId, actorId, createTime } = notification;
  const notificationId = notificationIdOf(notification);
  return { notificationId, ...notification, ...pairOf(receiverId, actorId), createTime: createTime.getTime() };
}

export async function setAnnounced(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.run(markAnnounced, { ids: JSON.stringify(ids) });
}

/** Marks notifications as read. How many were not. */
export function markRead(tx: Transaction, receiverId: string, ids: readonly string[]): Promise<number> {
  return tx.run(markSome, { receiverId, ids: JSON.stringify(ids) });
}

/** Marks a notification and all older ones as read. How many were not. */
export function markReadUpTo(tx: Transaction, receiverId: string, upTo: string): Promise<number> {
  return tx.run(markUpTo, { receiverId, upTo });
}

export function removeNotification(tx: Transaction, key: NotificationKey): Promise<Removed[]> {
  return removed(tx, removeByKey, { ...key });
}

export function removeOfPost(tx: Transaction, postId: string): Promise<Removed[]> {
  return removed(tx, removeByPost, { postId });
}

export function removeOfComment(tx: Transaction, commentId: string): Promise<Removed[]> {
  return removed(tx, removeByComment, { commentId });
}

/** What either of two people did before a time. */
export async function removeBetween(tx: Transaction, one: string, other: string, until: Date): Promise<Removed[]> {
  const params = { until: until.getTime() };
  return [
    ...(await removed(tx, removeOneWay, { ...params, receiverId: one, actorId: other })),
    ...(await removed(tx, removeOneWay, { ...params, receiverId: other, actorId: one })),
  ];
}

/** Both what an account received and what it did. Those that it received are not in the answer. */
export async function removeOfAccount(tx: Transaction, accountId: string): Promise<Removed[]> {
  await tx.run(removeByReceiver, { accountId });
  return removed(tx, removeByActor, { accountId });
}

async function removed(tx: Transaction, sql: string, params: Record<string, string | number>): Promise<Removed[]> {
  const rows = await tx.all<{ receiver_id: string; read: number }>(sql, params);
  return rows.map((row) => ({ receiverId: row.receiver_id, unread: row.read === 0 }));
}
