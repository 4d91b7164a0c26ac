import { v7 } from 'uuid';
import type { Database, Transaction } from '../kit/database/database.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import { newId } from '../kit/ids.ts';
import type { NewAccount } from './domain/account.ts';
import type { Circle } from './domain/circle.ts';
import { HandleTaken } from './domain/errors.ts';
import { tellCardChanged } from './events/account-events.ts';
import { tellMembersAdded } from './events/circle-events.ts';
import { tellFollowed } from './events/graph-events.ts';
import { tellFollowRequested } from './events/request-events.ts';
import { accountExists, addAccount } from './store/account-store.ts';
import { addFollows } from './store/bulk-store.ts';
import { addCircle, findCircle } from './store/circle-store.ts';
import type { Follow } from './store/follow-store.ts';
import { addMember } from './store/member-store.ts';
import { addRequest, type Request } from './store/request-store.ts';

/** A follow, and when it began. */
export interface SeedFollow extends Follow {
  readonly createTime: Date;
}

/** A request to follow a private account that has not been answered. */
export interface SeedRequest extends Request {
  readonly createTime: Date;
}

/** A circle, and who is in it. */
export interface SeedCircle extends Omit<Circle, 'memberCount'> {
  readonly memberIds: readonly string[];
}

/** Small enough for calls to get their turn in between. */
const perTransaction = 500;

/**
 * Loads a network into profile's database, with the events that the API would
 * tell. People and follows that are there already are passed over.
 *
 * Requests and circles, too, are passed over where they are.
 *
 * @param people handles are `[a-z0-9_]{3,30}`; fails with HandleTaken for one that another account has or had
 * @param follows between people of the database; the lists show the newest first
 */
export async function seedProfiles(
  database: Database,
  eventLog: EventLog,
  people: readonly NewAccount[],
  follows: readonly SeedFollow[],
  { requests = [], circles = [] }: { requests?: readonly SeedRequest[]; circles?: readonly SeedCircle[] } = {},
): Promise<void> {
  for (const batch of batchesOf(people)) {
    await database.write(async (tx) => {
      for (const person of batch) await addPerson(tx, eventLog, person);
    });
  }
  for (const batch of batchesOf(follows)) {
    const dated = batch.map((follow) => ({ ...follow, followId: v7({ msecs: follow.createTime.getTime() }) }));
    await database.write(async (tx) => {
      // All at once: calls of one statement keep their order, and need not wait for each other's answer.
      const added = await addFollows(tx, dated);
      await Promise.all(added.map((follow) => tellFollowed(eventLog, tx, follow)));
    });
  }
  await database.write(async (tx) => {
    for (const request of requests) await askToFollow(tx, eventLog, request);
  });
  await database.write(async (tx) => {
    for (const circle of circles) await keepCircle(tx, eventLog, circle);
  });
}

async function addPerson(tx: Transaction, eventLog: EventLog, person: NewAccount): Promise<void> {
  if (await accountExists(tx, person.accountId)) return;
  if (!(await addAccount(tx, person))) throw new HandleTaken();
  await tellCardChanged(eventLog, tx, { ...person, private: person.private ?? false });
}

async function askToFollow(
  tx: Transaction,
  eventLog: EventLog,
  { createTime, ...request }: SeedRequest,
): Promise<void> {
  const followRequestId = v7({ msecs: createTime.getTime() });
  if (await addRequest(tx, request, { followRequestId, createTime }))
    await tellFollowRequested(eventLog, tx, request, '');
}

async function keepCircle(tx: Transaction, eventLog: EventLog, { memberIds, ...circle }: SeedCircle): Promise<void> {
  const { ownerId, circleId } = circle;
  if (await findCircle(tx, ownerId, circleId)) return;
  await addCircle(tx, { ...circle, memberCount: memberIds.length });
  const places = memberIds.map((memberId) => ({ circleId, ownerId, memberId }));
  for (const place of places) await addMember(tx, place, newId());
  await tellMembersAdded(eventLog, tx, places, '');
}

function* batchesOf<Item>(items: readonly Item[]): Iterable<readonly Item[]> {
  for (let start = 0; start < items.length; start += perTransaction) yield items.slice(start, start + perTransaction);
}
