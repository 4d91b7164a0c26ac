import type { Transaction } from '../../kit/database/database.ts';
import { fieldOf, inList, listRows } from '../../kit/database/dialect.ts';
import type { Act, ActKey, NotificationKind } from '../domain/act.ts';
import { type Place, places } from '../domain/place.ts';
import type { Engaged } from './engagement-store.ts';

/** An act that is kept from now on. */
export interface KeptAct extends Act {
  readonly notificationId: string;
  readonly place: Place;
  readonly seq: number;
}

/** An act that was taken back. */
export interface Removed {
  readonly notificationId: string;
  readonly receiverId: string;
  readonly actorId: string;
  readonly kind: NotificationKind;
  readonly place: Place;
  readonly seq: number;
  readonly createTime: number;
}

const field = (name: keyof KeptAct) => fieldOf('new', `$.${name}`);

const insertActs = `
  insert into act (receiver_id, actor_id, kind, ref_id, object_id, notification_id, post_id, post_author_id, comment_id,
    note, create_time, place, seq)
  select ${field('receiverId')}, ${field('actorId')}, ${field('kind')}, ${field('refId')}, ${field('objectId')},
    ${field('notificationId')}, ${field('postId')}, ${field('postAuthorId')}, ${field('commentId')}, ${field('note')},
    ${field('createTime')}, ${field('place')}, ${field('seq')}
  from ${listRows(':acts')} as new where true
  on conflict do nothing`;

/** Keeps new acts. */
export async function insertKept(tx: Transaction, acts: readonly KeptAct[]): Promise<void> {
  const rows = acts.map((act) => ({
    ...act,
    createTime: act.createTime.getTime(),
    place: places.indexOf(act.place),
  }));
  await tx.run(insertActs, { acts: JSON.stringify(rows) });
}

/** Where an act is told from now on. */
export interface Moved {
  readonly actId: number;
  readonly place: Place;
  readonly seq: number;
  readonly postAuthorId: string;
}

const moveActs = `
  update act set place = ${fieldOf('moved', '$.place')}, seq = ${fieldOf('moved', '$.seq')},
    post_author_id = ${fieldOf('moved', '$.postAuthorId')}
  from ${listRows(':moved')} as moved where act_id = ${fieldOf('moved', '$.actId')}`;

export async function movePlaces(tx: Transaction, moved: readonly Moved[]): Promise<void> {
  const rows = moved.map((one) => ({ ...one, place: places.indexOf(one.place) }));
  await tx.run(moveActs, { moved: JSON.stringify(rows) });
}

interface RemovedRow {
  notification_id: string;
  receiver_id: string;
  actor_id: string;
  kind: NotificationKind;
  place: number;
  seq: number;
  create_time: number;
}

const remove = (condition: string) => `
  delete from act where ${condition}
  returning notification_id, receiver_id, actor_id, kind, place, seq, create_time`;

const key = (name: keyof ActKey) => fieldOf('taken', `$.${name}`);
const removals = {
  keys: remove(`act_id in (
    select act_id from ${listRows(':keys')} as taken join act on receiver_id = ${key('receiverId')}
      and actor_id = ${key('actorId')} and kind = ${key('kind')} and ref_id = ${key('refId')})`),
  posts: remove(
    `(post_id <> '' and ${inList('post_id', ':posts')}) or (kind = 'quote' and ${inList('object_id', ':posts')})`,
  ),
  comments: remove(`comment_id <> '' and ${inList('comment_id', ':comments')}`),
  notifications: remove(inList('notification_id', ':notifications')),
  edits: remove(`post_id <> '' and ${inList('post_id', ':edits')} and kind = 'post_edited'`),
  /** Both what an account received and what it did, and what others did on its posts. */
  account: remove(
    'receiver_id = :account or actor_id = :account or (post_author_id = :account and post_author_id <> receiver_id)',
  ),
  between: remove(`
    ((receiver_id = :one and actor_id = :other) or (receiver_id = :other and actor_id = :one))
    and (create_time <= :until or kind in ('follow', 'follow_request', 'follow_accepted'))`),
} as const;

export function removeKeys(tx: Transaction, keys: readonly ActKey[]): Promise<Removed[]> {
  return removed(tx, removals.keys, { keys: JSON.stringify(keys) });
}

/** All about some posts, quotes of them too. */
export function removeOfPosts(tx: Transaction, posts: readonly string[]): Promise<Removed[]> {
  return removed(tx, removals.posts, { posts: JSON.stringify(posts) });
}

export function removeOfComments(tx: Transaction, comments: readonly string[]): Promise<Removed[]> {
  return removed(tx, removals.comments, { comments: JSON.stringify(comments) });
}

/** All that some notifications tell, or would tell. */
export function removeOfNotifications(tx: Transaction, notifications: readonly string[]): Promise<Removed[]> {
  return removed(tx, removals.notifications, { notifications: JSON.stringify(notifications) });
}

/** That some posts were edited. */
export function removeEdits(tx: Transaction, edits: readonly string[]): Promise<Removed[]> {
  return removed(tx, removals.edits, { edits: JSON.stringify(edits) });
}

/** Both what an account received and what it did, and what others did on its posts. */
export function removeOfAccount(tx: Transaction, account: string): Promise<Removed[]> {
  return removed(tx, removals.account, { account });
}

/** What either of two people did to the other until a time; what profile tells, whatever its time. */
export function removeBetween(tx: Transaction, one: string, other: string, until: Date): Promise<Removed[]> {
  return removed(tx, removals.between, { one, other, until: until.getTime() });
}

const removeUnengaged = remove(`act_id in (
  select edited.act_id
  from ${listRows(':pairs')} as pair join post_header on post_header.post_id = ${fieldOf('pair', '$.postId')}
    join act as edited on edited.receiver_id = ${fieldOf('pair', '$.accountId')}
      and edited.actor_id = post_header.author_id and edited.kind = 'post_edited' and edited.ref_id = post_header.post_id
  where not exists (
    select 1 from engagement where engagement.post_id = edited.ref_id and engagement.account_id = edited.receiver_id
      and engagement.create_time <= edited.create_time))`);

/** Takes back that a post was edited from those who have nothing to do with it any more. */
export function removeEditsOfUnengaged(tx: Transaction, gone: readonly Engaged[]): Promise<Removed[]> {
  return removed(tx, removeUnengaged, { pairs: JSON.stringify(gone) });
}

const selectTelling = `
  select distinct notification_id, receiver_id from act
  where comment_id = :commentId and comment_id <> '' and place = 1`;

/** The notifications that tell of something about a comment. */
export async function findTellingOf(
  tx: Transaction,
  commentId: string,
): Promise<{ notificationId: string; receiverId: string }[]> {
  const rows = await tx.all<{ notification_id: string; receiver_id: string }>(selectTelling, { commentId });
  return rows.map((row) => ({ notificationId: row.notification_id, receiverId: row.receiver_id }));
}

async function removed(tx: Transaction, sql: string, params: Record<string, string | number>): Promise<Removed[]> {
  return (await tx.all<RemovedRow>(sql, params)).map((row) => ({
    notificationId: row.notification_id,
    receiverId: row.receiver_id,
    actorId: row.actor_id,
    kind: row.kind,
    place: places[row.place] ?? 'hidden',
    seq: row.seq,
    createTime: row.create_time,
  }));
}
