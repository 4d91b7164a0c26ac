import { join } from 'node:path';
import test from 'ava';
import { databaseUrl, type ServiceName } from '../scripts/run/plan.ts';
import { examineTertulia } from '../scripts/testing/examine-tertulia.ts';
import { startTertulia } from '../scripts/testing/start-tertulia.ts';
import { Connection } from '../services/kit/database/connection.ts';
import { openDatabase } from '../services/kit/database/database.ts';
import { openEventLog } from '../services/kit/events/event-log.ts';
import { newId } from '../services/kit/ids.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { tellFollowed, tellUnfollowed } from '../services/profile/events/graph-events.ts';
import { migrations } from '../services/profile/service.ts';
import { addFollow, type Follow, removeFollow } from '../services/profile/store/follow-store.ts';
import { signUp } from './members.ts';

const events = 10_000;
const people = 40;
const perTransaction = 500;
const consumers = ['posts', 'comments', 'notifications'] as const;
/** Generous: how long it takes is logged, and a busy machine takes longer. */
const timeoutMs = 150_000;

test('who was away for 10,000 events has them all soon after coming back, each applied once', async (t) => {
  t.timeout(300_000);
  await using tertulia = await startTertulia();
  const { services, dataDir, url } = tertulia;
  const members = await Promise.all(Array.from({ length: people }, (_, number) => signUp(url, `person_${number}`)));
  const away = consumers.map((name) => services[name]);
  // Profile too, since its log is written here: by its own code, but without 10,000 calls.
  await Promise.all([services.profile, ...away].map((service) => service.kill('SIGTERM')));
  const last = await writeFollows(
    databaseUrl(dataDir, 'profile'),
    members.map(({ id }) => id),
  );

  services.profile.restart();
  const startedAt = performance.now();
  for (const service of away) service.restart();
  const took = consumers.map(async (name) => {
    await reach(dataDir, name, last);
    return `${name} ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  });
  t.log(`caught up after ${(await Promise.all(took)).join(', ')}`);

  await tertulia.ready();
  await examineTertulia(t, tertulia);
});

/** Writes follows and their ends, two of three of which are ended again. Gives the position of the last event. */
async function writeFollows(url: string, ids: readonly string[]): Promise<bigint> {
  await using database = await openDatabase({ url, migrations });
  await using eventLog = await openEventLog(database);
  const before = await eventLog.head();
  const pairs = ids.flatMap((followerId) =>
    ids.filter((id) => id !== followerId).map((followeeId) => ({ followerId, followeeId })),
  );
  for (let written = 0; written < events; ) {
    await database.write(async (tx) => {
      for (const end = Math.min(written + perTransaction, events); written < end; written += 1) {
        await turn(written);
      }
      async function turn(number: number): Promise<void> {
        const pair = pairs[number % pairs.length] as Follow;
        // Each time round the pairs follow or part in turn.
        if (Math.floor(number / pairs.length) % 2 === 0) {
          await addFollow(tx, pair, newId());
          await tellFollowed(eventLog, tx, pair);
        } else {
          await removeFollow(tx, pair);
          await tellUnfollowed(eventLog, tx, pair);
        }
      }
    });
  }
  const head = await eventLog.head();
  if (head - before !== BigInt(events)) throw new Error(`${head - before} events were written`);
  return head;
}

async function reach(dataDir: string, service: ServiceName, position: bigint): Promise<void> {
  const database = await Connection.open(join(dataDir, `${service}.sqlite`));
  await database.exec('pragma busy_timeout = 10000; pragma query_only = on');
  const sql = "select position from event_cursor where name = 'profile'";
  const cursor = async () => BigInt((await database.get<{ position: number }>(sql, {}))?.position ?? 0);
  await waitFor(async () => (await cursor()) >= position, { timeoutMs });
  await database.close();
}
