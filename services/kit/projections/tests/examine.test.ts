import test, { type ExecutionContext } from 'ava';
import { Followed, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { kitMigrations } from '../../database/kit-migrations.ts';
import { type EventHandler, on, startConsumer } from '../../events/consumer.ts';
import { type EventLog, openEventLog, type Subscription } from '../../events/event-log.ts';
import { silentLogger } from '../../testing/silent-logger.ts';
import { openTempDatabase } from '../../testing/temp-database.ts';
import { makeTempDir } from '../../testing/temp-dir.ts';
import { waitFor } from '../../testing/wait-for.ts';
import { examine } from '../examine.ts';
import type { ServiceProjections } from '../projection.ts';
import { LogReplaced } from '../replay.ts';

const followers = {
  name: 'test/0001_create_follower',
  async up(knex: { raw: (sql: string) => Promise<unknown> }) {
    await knex.raw('create table follower (followee text, follower text, primary key (followee, follower))');
    await knex.raw('create table popularity (followee text primary key, followers integer not null)');
  },
};

const count = `
  insert into popularity (followee, followers) values (:followeeId, 1)
  on conflict (followee) do update set followers = followers + 1`;

const handlers: readonly EventHandler[] = [
  on(Followed, async (tx, { followerId, followeeId }) => {
    await tx.run('insert into follower (followee, follower) values (:followeeId, :followerId)', {
      followerId,
      followeeId,
    });
    await tx.run(count, { followeeId });
  }),
  on(Unfollowed, async (tx, { followerId, followeeId }) => {
    const sql = 'delete from follower where followee = :followeeId and follower = :followerId';
    await tx.run(sql, { followerId, followeeId });
    await tx.run('update popularity set followers = followers - 1 where followee = :followeeId', { followeeId });
  }),
];

const service: ServiceProjections = {
  service: 'fans',
  migrations: [...kitMigrations, followers],
  replayed: [
    {
      name: 'followers',
      clear: ['delete from follower', 'delete from popularity'],
      content: `select followee || '/' || follower as key, '' as value from follower order by 1`,
    },
  ],
  derived: [
    {
      name: 'popularity',
      content:
        'select followee as key, cast(followers as text) as value from popularity where followers <> 0 order by 1',
      expected: 'select followee as key, cast(count(*) as text) as value from follower group by 1 order by 1',
    },
  ],
  open: async () => ({
    consumed: [{ name: 'graph', log: 'graph', handlers }],
    [Symbol.asyncDispose]: async () => undefined,
  }),
};

async function startFans(t: ExecutionContext) {
  const resources = new AsyncDisposableStack();
  t.teardown(() => resources.disposeAsync());
  const source = resources.use(await openTempDatabase());
  const log = resources.use(await openEventLog(source.database));
  const fans = resources.use(await openTempDatabase([followers]));
  await tell(log, source.database, Followed, 'ana', 'ben');
  await tell(log, source.database, Followed, 'cleo', 'ben');
  await tell(log, source.database, Unfollowed, 'ana', 'ben');
  const subscribe = (from: Subscription, signal: AbortSignal) => log.subscribe(from, signal);
  const { database } = fans;
  const consumer = startConsumer({ database, name: 'graph', subscribe, handlers, logger: silentLogger });
  await waitFor(async () => (await consumer.position()) === 3n);
  await consumer[Symbol.asyncDispose]();
  const folder = resources.use(await makeTempDir());
  const options = { url: fans.url, folder: folder.path, logs: () => source.database };
  return { log, source: source.database, database, options };
}

async function tell(
  log: EventLog,
  database: Awaited<ReturnType<typeof openTempDatabase>>['database'],
  type: typeof Followed | typeof Unfollowed,
  followerId: string,
  followeeId: string,
): Promise<void> {
  await database.write((tx) => log.append(tx, followerId, type, { followerId, followeeId }));
}

test('what the handlers made is found again', async (t) => {
  const { options } = await startFans(t);
  const { findings, events } = await examine(service, options);
  t.is(events, 3);
  t.deepEqual(
    findings.map(({ projection, differences }) => [projection, differences]),
    [
      ['followers', []],
      ['popularity', []],
    ],
  );
});

test('every row that is there and should not be, or should be and is not, is named', async (t) => {
  const { database, options } = await startFans(t);
  await database.write(async (tx) => {
    await tx.run(`update follower set follower = 'dora'`);
    await tx.run('update popularity set followers = 7');
  });
  const { findings } = await examine(service, options);
  t.deepEqual(
    findings.map(({ differences }) => differences),
    [
      [
        { key: 'ben/dora', live: '', rebuilt: undefined },
        { key: 'ben/cleo', live: undefined, rebuilt: '' },
      ],
      [{ key: 'ben', live: '7', rebuilt: '1' }],
    ],
  );
});

test('what the log tells later than the live cursor stands does not count', async (t) => {
  const { log, source, options } = await startFans(t);
  await tell(log, source, Followed, 'eva', 'ben');
  const { findings, events } = await examine(service, options);
  t.is(events, 3);
  t.true(findings.every(({ differences }) => differences.length === 0));
});

test('who wants only what is up to date is told that something is yet to come, and nothing is made again', async (t) => {
  const { log, source, database, options } = await startFans(t);
  await database.write((tx) => tx.run(`update follower set follower = 'dora'`));
  const upToDate = await examine(service, { ...options, onlyUpToDate: true });
  t.is(upToDate.findings[0]?.differences.length, 2);
  await tell(log, source, Followed, 'eva', 'ben');
  t.deepEqual(await examine(service, { ...options, onlyUpToDate: true }), { events: 0, behind: 1, findings: [] });
});

test('another log than the one that was read is refused', async (t) => {
  const { options } = await startFans(t);
  await using other = await openTempDatabase();
  await using _log = await openEventLog(other.database);
  await t.throwsAsync(examine(service, { ...options, logs: () => other.database }), { instanceOf: LogReplaced });
});
