import { openDatabase } from '../../services/kit/database/database.ts';
import { openEventLog } from '../../services/kit/events/event-log.ts';
import { newId } from '../../services/kit/ids.ts';
import { tellFollowed, tellUnfollowed } from '../../services/profile/events/graph-events.ts';
import { migrations } from '../../services/profile/service.ts';
import { addFollow, type Follow, removeFollow } from '../../services/profile/store/follow-store.ts';

const perTransaction = 500;

/**
 * Writes so many follows and their ends into profile's database, while it does not run: by its own code, but without a call
 * for each. Pairs of people follow or part in turn: who follows parts, and who does not follows. Gives the position of the last
 * event.
 */
export async function writeFollows(url: string, ids: readonly string[], count: number): Promise<bigint> {
  await using database = await openDatabase({ url, migrations });
  await using eventLog = await openEventLog(database);
  const before = await eventLog.head();
  const pairs = ids.flatMap((followerId) =>
    ids.filter((id) => id !== followerId).map((followeeId) => ({ followerId, followeeId })),
  );
  for (let written = 0; written < count; ) {
    await database.write(async (tx) => {
      for (const end = Math.min(written + perTransaction, count); written < end; written += 1) {
        await turn(written);
      }
      async function turn(number: number): Promise<void> {
        const pair = pairs[number % pairs.length] as Follow;
        if (await addFollow(tx, pair, newId())) return tellFollowed(eventLog, tx, pair);
        await removeFollow(tx, pair);
        await tellUnfollowed(eventLog, tx, pair);
      }
    });
  }
  const head = await eventLog.head();
  if (head - before !== BigInt(count)) throw new Error(`${head - before} events were written`);
  return head;
}
