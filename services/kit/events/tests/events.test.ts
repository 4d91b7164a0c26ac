import test from 'ava';
import { PostLiked, PostUnliked } from '#gen/tertulia/posts/v1/post_events.ts';
import { type Database, type Migration, openDatabase } from '../../database/database.ts';
import { createLogger } from '../../logger.ts';
import { openTempDatabase } from '../../testing/temp-database.ts';
import { waitFor } from '../../testing/wait-for.ts';
import { type EventHandler, on, onRun, startConsumer } from '../consumer.ts';
import { type EventLog, openEventLog } from '../event-log.ts';
import type { StoredEvent } from '../event-type.ts';

const appliedMigration: Migration = {
  name: 'test/0001_create_applied',
  async up(knex) {
    await knex.schema.createTable('applied', (table) => {
      table.increments('applied_id');
      table.text('post_id').notNullable();
    });
  },
};

const logger = createLogger('test', 'silent');

/** Not unique on purpose: an event that is applied twice shows. */
const recordLike = on(PostLiked, async (tx, { postId }) => {
  await tx.run('insert into applied (post_id) values (:postId)', { postId });
});

function like(database: Database, log: EventLog, n: number): Promise<bigint> {
  return database.write((tx) => log.append(tx, `post-${n}`, PostLiked, { postId: `post-${n}` }));
}

async function applied(database: Database): Promise<string[]> {
  const rows = await database.all<{ post_id: string }>('select post_id from applied order by applied_id');
  return rows.map((row) => row.post_id);
}

const expected = (count: number) => Array.from({ length: count }, (_, n) => `post-${n}`);

function consume(database: Database, log: EventLog, handlers: readonly EventHandler[] = [recordLike]) {
  return startConsumer({ database, name: 'likes', subscribe: (...args) => log.subscribe(...args), handlers, logger });
}

test('a consumer applies what was stored before it came and what comes after, in order', async (t) => {
  await using source = await openTempDatabase();
  await using sink = await openTempDatabase([appliedMigration]);
  await using log = await openEventLog(source.database);
  for (let n = 0; n < 20; n++) await like(source.database, log, n);
  await using _consumer = consume(sink.database, log);
  for (let n = 20; n < 40; n++) await like(source.database, log, n);
  await waitFor(async () => (await applied(sink.database)).length === 40);
  t.deepEqual(await applied(sink.database), expected(40));
});

test('two replicas of a consumer on one database apply each event once', async (t) => {
  await using source = await openTempDatabase();
  await using sink = await openTempDatabase([appliedMigration]);
  await using twin = await openDatabase({ url: sink.url, migrations: [] });
  await using log = await openEventLog(source.database);
  await using first = consume(sink.database, log);
  await using second = consume(twin, log);
  await Promise.all(Array.from({ length: 300 }, (_, n) => like(source.database, log, n)));
  await waitFor(async () => (await first.position()) === 300n && (await second.position()) === 300n);
  t.deepEqual((await applied(sink.database)).toSorted(), expected(300).toSorted());
});

test('a handler that fails is tried again, and nothing is passed over or doubled', async (t) => {
  await using source = await openTempDatabase();
  await using sink = await openTempDatabase([appliedMigration]);
  await using log = await openEventLog(source.database);
  let failures = 2;
  const fragile = on(PostLiked, async (_tx, { postId }) => {
    if (postId === 'post-3' && failures-- > 0) throw new Error('not yet');
  });
  for (let n = 0; n < 6; n++) await like(source.database, log, n);
  await using _consumer = consume(sink.database, log, [recordLike, fragile]);
  await waitFor(async () => (await applied(sink.database)).length === 6);
  t.deepEqual(await applied(sink.database), expected(6));
});

test('a consumer that was stopped goes on where it stood', async (t) => {
  await using source = await openTempDatabase();
  await using sink = await openTempDatabase([appliedMigration]);
  await using log = await openEventLog(source.database);
  for (let n = 0; n < 10; n++) {
    await like(source.database, log, n);
    await using _consumer = consume(sink.database, log);
    await waitFor(async () => (await applied(sink.database)).length === n + 1);
  }
  t.deepEqual(await applied(sink.database), expected(10));
});

test('types that nobody wants move the cursor all the same', async (t) => {
  await using source = await openTempDatabase();
  await using sink = await openTempDatabase([appliedMigration]);
  await using log = await openEventLog(source.database, { heartbeatMs: 20 });
  await like(source.database, log, 0);
  for (let n = 0; n < 1_200; n++)
    await source.database.write((tx) => log.append(tx, 'x', PostUnliked, { postId: 'x' }));
  await using consumer = consume(sink.database, log);
  await waitFor(async () => (await consumer.position()) === 1_201n);
  t.deepEqual(await applied(sink.database), ['post-0']);
  t.is(consumer.lag(), 0n);
});

test('a log that is busy with what nobody wants tells how far it is all the same', async (t) => {
  await using source = await openTempDatabase();
  await using sink = await openTempDatabase([appliedMigration]);
  await using log = await openEventLog(source.database, { heartbeatMs: 100 });
  await using consumer = consume(sink.database, log);
  // Never silent for as long as a heartbeat takes.
  const busy = setInterval(() => {
    void source.database.write((tx) => log.append(tx, 'x', PostUnliked, { postId: 'x' }));
  }, 10);
  await waitFor(async () => (await consumer.position()) > 5n).finally(() => clearInterval(busy));
  t.pass();
});

test('the first message reaches as far as the log does, also where another process has written it', async (t) => {
  await using source = await openTempDatabase();
  await using twin = await openDatabase({ url: source.url, migrations: [] });
  await using theirs = await openEventLog(twin);
  await using log = await openEventLog(source.database);
  for (let n = 0; n < 3; n++) await twin.write((tx) => theirs.append(tx, 'x', PostUnliked, { postId: 'x' }));
  const stop = new AbortController();
  const wanted = { after: 0n, logId: '', types: [PostLiked.$type] };
  for await (const { position } of log.subscribe(wanted, stop.signal)) {
    t.is(position, 3n);
    stop.abort();
  }
});

test('a handler of runs is given events that follow each other together, each once', async (t) => {
  await using source = await openTempDatabase();
  await using sink = await openTempDatabase([appliedMigration]);
  await using log = await openEventLog(source.database);
  const runs: number[] = [];
  const handler = onRun(PostLiked, async (tx, told) => {
    runs.push(told.length);
    for (const { event } of told) await recordLike.apply(tx, event);
  });
  for (let n = 0; n < 25; n++) await like(source.database, log, n);
  await using _consumer = consume(sink.database, log, [handler]);
  await waitFor(async () => (await applied(sink.database)).length === 25);
  t.deepEqual(await applied(sink.database), expected(25));
  t.true(runs.length < 25);
});

test('the handlers of a type have each a whole run before the next, if all can, and else event after event', async (t) => {
  await using source = await openTempDatabase();
  await using log = await openEventLog(source.database);
  for (let n = 0; n < 4; n++) await like(source.database, log, n);
  const apply = async (more: readonly EventHandler[]) => {
    await using sink = await openTempDatabase([appliedMigration]);
    const had: string[] = [];
    const taking = (name: string, longestRun: number) =>
      onRun(PostLiked, async (_tx, told) => void had.push(`${name} ${told.length}`), longestRun);
    await using consumer = consume(sink.database, log, [taking('one', 2), taking('two', 3), ...more]);
    await waitFor(async () => (await consumer.position()) === 4n);
    return had;
  };
  t.deepEqual(await apply([]), ['one 2', 'two 2', 'one 2', 'two 2']);
  const single = Array.from({ length: 4 }, () => ['one 1', 'two 1']).flat();
  t.deepEqual(await apply([recordLike]), single);
});

test('events that are added together are told in their order, one position after another', async (t) => {
  await using source = await openTempDatabase();
  await using log = await openEventLog(source.database);
  const told: StoredEvent[] = [];
  using _following = log.onAppended((events) => told.push(...events));
  await like(source.database, log, 0);
  const entries = [1, 2, 3].map((n) => ({ subject: `post-${n}`, payload: { postId: `post-${n}` } }));
  await source.database.write((tx) => log.appendAll(tx, PostLiked, entries));
  await waitFor(() => told.length === 4);
  t.deepEqual(
    told.map(({ position, subject, payload }) => [position, subject, PostLiked.decode(payload).postId]),
    [0, 1, 2, 3].map((n) => [BigInt(n + 1), `post-${n}`, `post-${n}`]),
  );
  const asStored = told.slice(2, 3).map((event) => ({ ...event, payload: Buffer.from(event.payload) }));
  t.deepEqual(await log.readSubject('post-2', 0n, 10), asStored, 'as they were told, so they are stored');
});

test('events in quick succession share messages, and none is told late', async (t) => {
  await using source = await openTempDatabase();
  await using log = await openEventLog(source.database);
  const messages: number[] = [];
  const stop = new AbortController();
  const listening = (async () => {
    for await (const { events } of log.subscribe({ after: 0n, types: [], logId: '' }, stop.signal)) {
      if (events.length > 0) messages.push(events.length);
      if (messages.reduce((sum, count) => sum + count, 0) === 60) return;
    }
  })();
  const start = performance.now();
  for (let n = 0; n < 60; n++) await like(source.database, log, n);
  const written = performance.now() - start;
  await listening;
  stop.abort();
  t.true(performance.now() - start - written < 1_000);
  t.true(messages.length < 60);
});

test('a log tells what another process wrote to its database', async (t) => {
  await using source = await openTempDatabase();
  await using twin = await openDatabase({ url: source.url, migrations: [] });
  await using log = await openEventLog(source.database);
  await using other = await openEventLog(twin);
  t.is(log.logId, other.logId);
  const told: bigint[] = [];
  using _following = log.onAppended((events) => told.push(...events.map((event) => event.position)));
  await like(twin, other, 0);
  await like(source.database, log, 1);
  await waitFor(() => told.length === 2);
  t.deepEqual(told, [1n, 2n]);
});

test('a cursor of another log, or past the end of this one, is refused', async (t) => {
  await using source = await openTempDatabase();
  await using log = await openEventLog(source.database);
  const { signal } = new AbortController();
  const open = async (after: bigint, logId: string) => {
    for await (const _ of log.subscribe({ after, logId, types: [] }, signal)) return;
  };
  await t.throwsAsync(open(0n, 'another'), { name: 'LogReplaced' });
  await t.throwsAsync(open(1n, log.logId), { name: 'PositionAheadOfLog' });
  await t.notThrowsAsync(open(0n, ''));
});

test('an event of a write that is undone never happened', async (t) => {
  await using source = await openTempDatabase();
  await using log = await openEventLog(source.database);
  const undone = source.database.write(async (tx) => {
    await log.append(tx, 'post-0', PostLiked, { postId: 'post-0' });
    throw new Error('undone');
  });
  await t.throwsAsync(undone);
  t.is(await log.head(), 0n);
});
