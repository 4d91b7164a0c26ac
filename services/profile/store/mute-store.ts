import type { Queries, Transaction } from '../../kit/database/database.ts';
import type { SeenCard } from '../domain/account.ts';
import type { Mute } from '../domain/relationship.ts';
import { type CardRow, cardColumns, cardFromRow } from './profile-rows.ts';

/** Who mutes whom. */
export interface Muting {
  readonly muterId: string;
  readonly mutedId: string;
}

/** A mute in the list of who mutes. */
export interface ListedMute extends Mute {
  /** Sorts the list. */
  readonly muteId: string;
  readonly card: SeenCard;
}

type MuteRow = CardRow & { mute_id: string; notifications: number; expire_time: number | null };

// A mute that has ended, and is still there, gives way: the new one is the newest of the list.
const deleteEnded = 'delete from mute where muter_id = :muterId and muted_id = :mutedId and expire_time <= :now';
const upsertMute = `
  insert into mute (muter_id, muted_id, mute_id, notifications, expire_time)
  values (:muterId, :mutedId, :muteId, :notifications, :expireTime)
  on conflict (muter_id, muted_id) do update set
    notifications = excluded.notifications, expire_time = excluded.expire_time`;
const deleteMute = 'delete from mute where muter_id = :muterId and muted_id = :mutedId';
const insertRepostMute = `
  insert into repost_mute (muter_id, muted_id) values (:muterId, :mutedId) on conflict do nothing`;
const deleteRepostMute = 'delete from repost_mute where muter_id = :muterId and muted_id = :mutedId';
const deleteMutesOf = 'delete from mute where muter_id = :accountId or muted_id = :accountId';
const deleteRepostMutesOf = 'delete from repost_mute where muter_id = :accountId or muted_id = :accountId';
const deleteAllEnded = 'delete from mute where expire_time <= :now';
const selectMutes = `
  select list.mute_id, list.notifications, list.expire_time, ${cardColumns}
  from mute list join account a on a.account_id = list.muted_id
  where list.muter_id = :viewer and list.mute_id < :before
    and (list.expire_time is null or list.expire_time > :now)
  order by list.mute_id desc limit :limit`;

/** Begins a mute, or changes its terms. */
export async function putMute(
  tx: Transaction,
  { muterId, mutedId }: Muting,
  mute: Mute & { muteId: string },
  now: Date,
): Promise<void> {
  const { muteId, notifications, expireTime } = mute;
  await tx.run(deleteEnded, { muterId, mutedId, now: now.getTime() });
  await tx.run(upsertMute, { muterId, mutedId, muteId, notifications, expireTime: expireTime?.getTime() ?? null });
}

/** Ends a mute. False where there was none. */
export async function removeMute(tx: Transaction, { muterId, mutedId }: Muting): Promise<boolean> {
  return (await tx.run(deleteMute, { muterId, mutedId })) > 0;
}

/** Begins a mute of reposts. False where there was one. */
export async function addRepostMute(tx: Transaction, { muterId, mutedId }: Muting): Promise<boolean> {
  return (await tx.run(insertRepostMute, { muterId, mutedId })) > 0;
}

/** Ends a mute of reposts. False where there was none. */
export async function removeRepostMute(tx: Transaction, { muterId, mutedId }: Muting): Promise<boolean> {
  return (await tx.run(deleteRepostMute, { muterId, mutedId })) > 0;
}

/** Removes every mute of and by an account. */
export async function removeMutesOf(tx: Transaction, accountId: string): Promise<void> {
  for (const sql of [deleteMutesOf, deleteRepostMutesOf]) await tx.run(sql, { accountId });
}

/** Forgets mutes that have ended by themselves. */
export async function removeEndedMutes(tx: Transaction, now: Date): Promise<void> {
  await tx.run(deleteAllEnded, { now: now.getTime() });
}

/** Whom the viewer mutes now, the newest mute first; only those older than the mute `before`. */
export async function findMutedAccounts(
  queries: Pick<Queries, 'all'>,
  viewer: string,
  page: { before: string; limit: number; now: Date },
): Promise<ListedMute[]> {
  const rows = await queries.all<MuteRow>(selectMutes, { viewer, ...page, now: page.now.getTime() });
  return rows.map((row) => ({
    muteId: row.mute_id,
    notifications: row.notifications !== 0,
    expireTime: row.expire_time === null ? undefined : new Date(row.expire_time),
    card: cardFromRow(row),
  }));
}
