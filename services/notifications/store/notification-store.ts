import type { Queries, Transaction } from '../../kit/database/database.ts';
import { fieldOf, inList, listRows } from '../../kit/database/dialect.ts';
import { derivedId, keptPerReceiver, type NotificationKind } from '../domain/act.ts';
import { places } from '../domain/place.ts';
import { type Removed, removeOfNotifications } from './act-store.ts';

/** A notification that acts join. */
export interface Joined {
  readonly notificationId: string;
  readonly receiverId: string;
  readonly kind: NotificationKind;
  readonly objectId: string;
  /** Of the newest that is told; 0 if none is. */
  readonly time: number;
  /** When one that is told joined; 0 if none did. */
  readonly seq: number;
}

const field = (name: keyof Joined) => fieldOf('joined', `$.${name}`);

const upsert = `
  insert into notification (notification_id, receiver_id, kind, object_id, read, update_time, seq)
  select ${field('notificationId')}, ${field('receiverId')}, ${field('kind')}, ${field('objectId')}, 0,
    ${field('time')}, ${field('seq')}
  from ${listRows(':joined')} as joined where true
  on conflict (notification_id) do update set
    update_time = max(notification.update_time, excluded.update_time), seq = max(notification.seq, excluded.seq)`;

/** Makes notifications, or lets new acts join those that are there. */
export async function joinNotifications(tx: Transaction, joined: readonly Joined[]): Promise<void> {
  await tx.run(upsert, { joined: JSON.stringify(joined) });
}

const refresh = `
  update notification set seq = (select coalesce(max(position), 0) + 1 from event), update_time = coalesce((
    select max(create_time) from act where act.notification_id = notification.notification_id and place = 1), 0)
  where ${inList('notification_id', ':ids')}`;

/** Looks again what some notifications tell, after acts came or left. */
export async function refreshNotifications(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.run(refresh, { ids: JSON.stringify(ids) });
}

/** An act that a list showed and shows no longer. */
export type Left = Pick<Removed, 'notificationId' | 'receiverId' | 'actorId' | 'place' | 'createTime' | 'seq'>;

const leftField = (name: keyof Left) => fieldOf('gone', `$.${name}`);

const insertLeft = `
  insert into left_act (notification_id, receiver_id, actor_id, place, create_time, seq, left_seq, left_time)
  select ${leftField('notificationId')}, ${leftField('receiverId')}, ${leftField('actorId')}, ${leftField('place')},
    ${leftField('createTime')}, ${leftField('seq')}, (select coalesce(max(position), 0) + 1 from event), :now
  from ${listRows(':left')} as gone`;

/** Remembers what left, for the pages of lists that began before. */
export async function rememberLeft(tx: Transaction, left: readonly Left[], now: number): Promise<void> {
  const rows = left.map(({ notificationId, receiverId, actorId, place, createTime, seq }) => {
    return { notificationId, receiverId, actorId, place: places.indexOf(place), createTime, seq };
  });
  await tx.run(insertLeft, { left: JSON.stringify(rows), now });
}

const markSome = `
  update notification set read = 1
  where receiver_id = :receiverId and read = 0 and update_time > 0 and ${inList('notification_id', ':ids')}
  returning notification_id`;
// What tells nothing was never shown, so "all older ones" does not mean it.
const markUpTo = `
  update notification set read = 1
  where receiver_id = :receiverId and read = 0 and update_time > 0 and (update_time, notification_id) <= (:time, :id)
  returning notification_id`;

/** Marks notifications as read. The ids of those that were not. */
export async function markRead(tx: Transaction, receiverId: string, ids: readonly string[]): Promise<string[]> {
  return split(tx, await tx.all<IdRow>(markSome, { receiverId, ids: JSON.stringify(ids) }));
}

/** Marks a receiver's notifications as read up to a place in the list. The ids of those that were not. */
export async function markReadUpTo(tx: Transaction, receiverId: string, time: number, id: string): Promise<string[]> {
  return split(tx, await tx.all<IdRow>(markUpTo, { receiverId, time, id }));
}

interface IdRow {
  notification_id: string;
}

const selectUnseen = `
  select notification.notification_id, notification.kind, notification.receiver_id, notification.object_id,
    min(create_time) as first_time
  from ${listRows(':ids')} as one join notification on notification.notification_id = one.value
    join act on act.notification_id = notification.notification_id and place <> 1
  group by notification.notification_id`;
const moveUnseen = `
  update act set notification_id = ${fieldOf('part', '$.to')}
  from ${listRows(':parts')} as part where notification_id = ${fieldOf('part', '$.from')} and place <> 1`;

/** What nobody saw is not read: it waits in a notification of its own. */
async function split(tx: Transaction, rows: readonly IdRow[]): Promise<string[]> {
  const ids = rows.map((row) => row.notification_id);
  if (ids.length === 0) return ids;
  const unseen = await tx.all<
    IdRow & { kind: NotificationKind; receiver_id: string; object_id: string; first_time: number }
  >(selectUnseen, { ids: JSON.stringify(ids) });
  if (unseen.length === 0) return ids;
  const parts = unseen.map((row) => ({
    from: row.notification_id,
    to: derivedId(`${row.notification_id} unseen`, new Date(row.first_time)),
    joined: { receiverId: row.receiver_id, kind: row.kind, objectId: row.object_id, time: 0, seq: 0 },
  }));
  await joinNotifications(
    tx,
    parts.map(({ to, joined }) => ({ notificationId: to, ...joined })),
  );
  await tx.run(moveUnseen, { parts: JSON.stringify(parts) });
  return ids;
}

const selectTime = `
  select update_time from notification
  where notification_id = :id and receiver_id = :receiverId and update_time > 0`;

/** When the newest act of a notification happened that its receiver sees; undefined if they see none. */
export async function findUpdateTime(
  queries: Pick<Queries, 'get'>,
  receiverId: string,
  id: string,
): Promise<number | undefined> {
  return (await queries.get<{ update_time: number }>(selectTime, { receiverId, id }))?.update_time;
}

const selectVisible = `
  select notification_id from notification
  where receiver_id = :receiverId and update_time > 0 and ${inList('notification_id', ':ids')}`;

/** Those of some notifications that a receiver sees. */
export async function findVisible(
  queries: Pick<Queries, 'all'>,
  receiverId: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await queries.all<IdRow>(selectVisible, { receiverId, ids: JSON.stringify(ids) });
  return rows.map((row) => row.notification_id);
}

const countUnreadOfAll = `
  select receiver_id, count(*) as unread from notification
  where read = 0 and update_time > 0 and ${inList('receiver_id', ':receivers')} group by receiver_id`;

/** How many unread notifications each receiver sees, by receiver; none is not in it. */
export async function countUnread(
  queries: Pick<Queries, 'all'>,
  receivers: readonly string[],
): Promise<Map<string, number>> {
  const rows = await queries.all<{ receiver_id: string; unread: number }>(countUnreadOfAll, {
    receivers: JSON.stringify(receivers),
  });
  return new Map(rows.map((row) => [row.receiver_id, row.unread]));
}

/** How many unread notifications one receiver sees. */
export async function countUnreadOf(queries: Pick<Queries, 'all'>, receiverId: string): Promise<number> {
  return (await countUnread(queries, [receiverId])).get(receiverId) ?? 0;
}

/** A place in a list of notifications. */
export interface ListPlace {
  readonly time: number;
  readonly id: string;
}

// Most have not changed since the list was begun. Of the others it is asked where they stood then: by the acts that were
// there then, also those that left since.
const selectPage = `
  select notification_id, list_time from (
    select * from (
      select notification_id, update_time as list_time from notification
      where receiver_id = :receiverId and update_time > 0 and seq <= :head
        and (update_time, notification_id) < (:time, :id)
      order by update_time desc, notification_id desc limit :limit)
    union all
    select notification_id, max(
      coalesce((select create_time from act where act.notification_id = changed.notification_id and place = 1
        and act.seq <= :head order by create_time desc limit 1), 0),
      coalesce((select max(create_time) from left_act where left_act.notification_id = changed.notification_id
        and place = 1 and left_act.seq <= :head and left_seq > :head), 0)) as list_time
    from notification as changed where receiver_id = :receiverId and update_time > 0 and seq > :head)
  where list_time > 0 and (list_time, notification_id) < (:time, :id)
  order by list_time desc, notification_id desc limit :limit`;

/** The ids of at most `limit` notifications of a receiver after a place in the list as it was at a position of the log. */
export async function listIds(
  queries: Pick<Queries, 'all'>,
  receiverId: string,
  head: bigint | number,
  { time, id }: ListPlace,
  limit: number,
): Promise<ListPlace[]> {
  const params = { receiverId, head, time, id, limit };
  const rows = await queries.all<{ notification_id: string; list_time: number }>(selectPage, params);
  return rows.map((row) => ({ id: row.notification_id, time: row.list_time }));
}

const selectSurplus = `
  select notification_id from (
    select notification_id, row_number() over (
      partition by receiver_id, update_time > 0 order by update_time desc, notification_id desc) as rank
    from notification where receiver_id in (
      select receiver_id from notification group by receiver_id having count(*) > :kept))
  where rank > :kept limit :limit`;
const deleteEmpty = `
  delete from notification where update_time = 0 and notification_id in (
    select notification_id from notification as untold where update_time = 0
      and not exists (select 1 from act where act.notification_id = untold.notification_id) limit :limit)`;

/** The oldest notifications of those who have too many, whether they see them or not. */
export async function findSurplus(queries: Pick<Queries, 'all'>, limit: number): Promise<string[]> {
  const rows = await queries.all<IdRow>(selectSurplus, { kept: keptPerReceiver, limit });
  return rows.map((row) => row.notification_id);
}

// Above it nothing is missing that the logs tell of.
const raiseFloors = `
  insert into act_floor (receiver_id, floor_time)
  select receiver_id, max(create_time) from act where ${inList('notification_id', ':ids')} group by receiver_id
  on conflict (receiver_id) do update set floor_time = max(floor_time, excluded.floor_time)`;

/** Deletes notifications, with their acts, and remembers of when these were. Gives the acts. */
export async function deleteNotifications(tx: Transaction, ids: readonly string[]): Promise<Removed[]> {
  const params = { ids: JSON.stringify(ids) };
  await tx.run(raiseFloors, params);
  const removed = await removeOfNotifications(tx, ids);
  await tx.run(`delete from notification where ${inList('notification_id', ':ids')}`, params);
  return removed;
}

/** Forgets notifications of which nothing is left, and what left them before a time. */
export async function sweepNotifications(tx: Transaction, leftBefore: number): Promise<void> {
  await tx.run(deleteEmpty, { limit: 1_000 });
  await tx.run('delete from left_act where left_time < :leftBefore', { leftBefore });
}
