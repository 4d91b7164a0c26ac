import { v7 } from 'uuid';
import type { Database, Transaction } from '../kit/database/database.ts';
import type { EventLog } from '../kit/events/event-log.ts';
import type { NewAccount } from './domain/account.ts';
import { HandleTaken } from './domain/errors.ts';
import { tellCardChanged } from './events/account-events.ts';
import { tellFollowed } from './events/graph-events.ts';
import { accountExists, addAccount } from './store/account-store.ts';
import { addFollows } from './store/bulk-store.ts';
import type { Follow } from './store/follow-store.ts';

/** A follow, and when it began. */
export interface SeedFollow extends Follow {
  readonly createTime: Date;
}

/** Small enough for calls to get their turn in between. */
const perTransaction = 500;

/**
 * Loads a network into profile's database, with the events that the API would
 * tell. People and follows that are there already are passed over.
 *
 * @param people handles are `[a-z0-9_]{3,30}`; fails with HandleTaken for one that another account has or had
 * @param follows between people of the database; the lists show the newest first
 */
export async function seedProfiles(
  database: Database,
  eventLog: EventLog,
  people: readonly NewAccount[],
  follows: readonly SeedFollow[],
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
}

async function addPerson(tx: Transaction, eventLog: EventLog, person: NewAccount): Promise<void> {
  if (await accountExists(tx, person.accountId)) return;
  if (!(await addAccount(tx, person))) throw new HandleTaken();
  await tellCardChanged(eventLog, tx, { ...person, private: person.private ?? false });
}

function* batchesOf<Item>(items: readonly Item[]): Iterable<readonly Item[]> {
  for (let start = 0; start < items.length; start += perTransaction) yield items.slice(start, start + perTransaction);
}
