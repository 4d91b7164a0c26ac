import { NotificationChanged } from '#gen/tertulia/notifications/v1/notification_events.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { type Act, notificationIdOf } from '../domain/act.ts';
import { noSettings, placeOf, type Settings } from '../domain/place.ts';
import {
  findTellingOf,
  insertKept,
  type KeptAct,
  type Moved,
  movePlaces,
  type Removed,
  removeEditsOfUnengaged,
} from '../store/act-store.ts';
import type { Engaged } from '../store/engagement-store.ts';
import { type ActsOf, type KeptFacts, readKept } from '../store/kept-facts.ts';
import { type NewFacts, readNew } from '../store/new-facts.ts';
import {
  type Joined,
  joinNotifications,
  type Left,
  refreshNotifications,
  rememberLeft,
} from '../store/notification-store.ts';
import { readSettings } from '../store/settings-store.ts';
import type { Teller } from './teller.ts';

/** Keeps acts, each once, and tells their receivers of those that they may see and want. Gives those that are new. */
export async function notify(teller: Teller, tx: Transaction, acts: readonly Act[]): Promise<NewFacts[]> {
  if (acts.length === 0) return [];
  const fresh = await readNew(tx, acts);
  if (fresh.length === 0) return [];
  const settings = await settingsOf(tx, fresh);
  const begun = new Map<string, string>();
  const kept = fresh.map((facts): KeptAct => {
    const object = [facts.receiverId, facts.kind, facts.objectId].join();
    const notificationId = facts.openId ?? begun.get(object) ?? notificationIdOf(facts);
    begun.set(object, notificationId);
    const place = placeOf(facts, settings.get(facts.receiverId) ?? noSettings, teller.now());
    return { ...actOf(facts), notificationId, place, seq: facts.nextSeq };
  });
  await insertKept(tx, kept);
  const joined = joinedBy(kept);
  await joinNotifications(tx, joined);
  await tell(
    teller,
    tx,
    joined.filter(({ seq }) => seq > 0),
  );
  return fresh;
}

/** Looks again where acts are told, after something changed that counts for it, and tells of what has changed. */
export async function reconsider(teller: Teller, tx: Transaction, of: ActsOf): Promise<void> {
  const kept = await readKept(tx, of);
  if (kept.length === 0) return;
  const settings = await settingsOf(tx, kept);
  const now = teller.now();
  const moved: (Moved & { before: KeptFacts })[] = [];
  for (const before of kept) {
    const place = placeOf(before, settings.get(before.receiverId) ?? noSettings, now);
    const authorLearnt = before.postAuthorId !== before.keptAuthorId;
    if (place === before.place && !authorLearnt) continue;
    moved.push({ actId: before.actId, place, seq: before.nextSeq, postAuthorId: before.postAuthorId, before });
  }
  if (moved.length === 0) return;
  await movePlaces(
    tx,
    moved.map(({ before: _, ...one }) => one),
  );
  const left = moved.filter(({ place, before }) => place !== before.place && before.place !== 'hidden');
  await remember(
    teller,
    tx,
    left.map(({ before }) => ({ ...before, createTime: before.createTime.getTime() })),
  );
  const shown = moved.filter(({ place, before }) => place !== before.place && [place, before.place].includes('main'));
  await retell(
    teller,
    tx,
    shown.map(({ before }) => before),
  );
}

/** Who has nothing to do with a post any more hears no more that it was edited. */
export async function disengage(teller: Teller, tx: Transaction, gone: readonly Engaged[]): Promise<void> {
  if (gone.length > 0) await tellRemoved(teller, tx, await removeEditsOfUnengaged(tx, gone));
}

/** Tells of notifications that were deleted with their acts: of the lists of these only that of requests goes on. */
export async function tellDeleted(teller: Teller, tx: Transaction, removed: readonly Removed[]): Promise<void> {
  await remember(
    teller,
    tx,
    removed.filter(({ place }) => place === 'request'),
  );
  await retell(
    teller,
    tx,
    removed.filter(({ place }) => place === 'main'),
  );
}

/** Tells of what was taken back. */
export async function tellRemoved(teller: Teller, tx: Transaction, removed: readonly Removed[]): Promise<void> {
  const left = removed.filter(({ place }) => place !== 'hidden');
  await remember(teller, tx, left);
  await retell(
    teller,
    tx,
    left.filter(({ place }) => place === 'main'),
  );
}

async function remember(teller: Teller, tx: Transaction, left: readonly Left[]): Promise<void> {
  if (left.length > 0) await rememberLeft(tx, left, teller.now());
}

/** What a comment says is another: tells of what may show how it begins. */
export async function tellText(teller: Teller, tx: Transaction, commentId: string): Promise<void> {
  await retell(teller, tx, await findTellingOf(tx, commentId));
}

/** Acts came to notifications or left them: looks again what these tell, and says so. */
async function retell(
  teller: Teller,
  tx: Transaction,
  acts: readonly { notificationId: string; receiverId: string }[],
): Promise<void> {
  if (acts.length === 0) return;
  const changed = new Map(
    acts.map(({ notificationId, receiverId }) => [notificationId, { notificationId, receiverId }]),
  );
  await refreshNotifications(tx, [...changed.keys()]);
  await tell(teller, tx, [...changed.values()]);
}

/** Tells the streams which notifications have changed. */
export async function tell(
  { eventLog }: Teller,
  tx: Transaction,
  changed: readonly { notificationId: string; receiverId: string }[],
  traceparent?: string,
): Promise<void> {
  const entries = changed.map(({ notificationId, receiverId }) => ({
    subject: receiverId,
    payload: { notificationId, receiverId },
    ...(traceparent === undefined ? {} : { traceparent }),
  }));
  await eventLog.appendAll(tx, NotificationChanged, entries);
}

/** Most receivers have no settings: then nothing is read. */
async function settingsOf(
  tx: Transaction,
  facts: readonly { receiverId: string; hasSettings: boolean }[],
): Promise<Map<string, Settings>> {
  const receivers = new Set(facts.filter(({ hasSettings }) => hasSettings).map(({ receiverId }) => receiverId));
  return receivers.size === 0 ? new Map() : readSettings(tx, [...receivers]);
}

function actOf(facts: NewFacts): Act {
  const { receiverId, actorId, kind, refId, objectId, postId, postAuthorId, commentId, note, createTime } = facts;
  return { receiverId, actorId, kind, refId, objectId, postId, postAuthorId, commentId, note, createTime };
}

function joinedBy(acts: readonly KeptAct[]): Joined[] {
  const joined = new Map<string, Joined>();
  for (const { notificationId, receiverId, kind, objectId, place, createTime, seq } of acts) {
    const before = joined.get(notificationId) ?? { notificationId, receiverId, kind, objectId, time: 0, seq: 0 };
    const told = place === 'main' ? { time: Math.max(before.time, createTime.getTime()), seq } : {};
    joined.set(notificationId, { ...before, ...told });
  }
  return [...joined.values()];
}
