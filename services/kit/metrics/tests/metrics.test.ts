import test from 'ava';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { findFreePort } from '../../../../scripts/run/ports.ts';
import { createMeshClient } from '../../client.ts';
import { readEnvironment, serviceFields } from '../../config.ts';
import { on, startConsumer } from '../../events/consumer.ts';
import { loadPolicies } from '../../policies.ts';
import { startTelemetry } from '../../telemetry.ts';
import { startEventSource } from '../../testing/event-source.ts';
import { expectStatus } from '../../testing/expect-status.ts';
import { readMetrics } from '../../testing/read-metrics.ts';
import { silentLogger } from '../../testing/silent-logger.ts';
import { openTempDatabase } from '../../testing/temp-database.ts';
import { waitFor } from '../../testing/wait-for.ts';
import { startTimeline } from '../../tests/start-timeline.ts';
import { startMetricsServer } from '../metrics-server.ts';

const service = 'tertulia.posts.v1.TimelineService';

const startServer = () => startMetricsServer({ host: '127.0.0.1', port: 0, logger: silentLogger });

test.serial('a call is counted where it is served and where it is made, by how it ended', async (t) => {
  await using metrics = await startServer();
  await using timeline = await startTimeline();
  const url = `http://127.0.0.1:${timeline.port}`;
  const names = { callee: 'posts', service: 'comments', policies: loadPolicies() };
  using client = createMeshClient(TimelineServiceDefinition, { ...names, url });
  await client.listAuthorPosts({});
  await client.listAuthorPosts({});
  await expectStatus(t, client.listHomeTimeline({}), 'UNAUTHENTICATED');
  const counted = await readMetrics(metrics.port);
  const served = (method: string, code: string) =>
    counted.get(`grpc_server_handled_total{caller="comments",method="${service}/${method}",code="${code}"}`);
  t.is(served('ListAuthorPosts', 'OK'), 2);
  t.is(served('ListHomeTimeline', 'UNAUTHENTICATED'), 1);
  const made = `{callee="posts",method="${service}/ListAuthorPosts",code="OK"}`;
  t.is(counted.get(`grpc_client_handled_total${made}`), 2);
  const seconds = `grpc_server_handling_seconds_count{caller="comments",method="${service}/ListAuthorPosts"}`;
  t.is(counted.get(seconds), 2);
});

test.serial('a stream counts as open until its client leaves', async (t) => {
  await using metrics = await startServer();
  await using timeline = await startTimeline({
    async *watchHome(_request, { signal }) {
      yield {};
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  });
  const labels = `{caller="unknown",method="${service}/WatchHome"`;
  const open = async () => (await readMetrics(metrics.port)).get(`grpc_server_open_streams${labels}}`);
  const leave = new AbortController();
  const stream = timeline.member.watchHome({}, { signal: leave.signal })[Symbol.asyncIterator]();
  await stream.next();
  t.is(await open(), 1);
  leave.abort();
  await waitFor(async () => (await open()) === 0);
  const counted = await readMetrics(metrics.port);
  t.is(counted.get(`grpc_server_handled_total${labels},code="CANCELLED"}`), 1);
});

test.serial('the lag of a consumer that cannot go on shows, and goes when it can', async (t) => {
  await using metrics = await startServer();
  await using source = await startEventSource({ name: 'profile' });
  await using temporary = await openTempDatabase();
  const { database } = temporary;
  let broken = true;
  const handlers = [
    on(CardChanged, async () => {
      if (broken) throw new Error('not yet');
    }),
  ];
  const subscribe = source.log.subscribe.bind(source.log);
  await using _consumer = startConsumer({ database, name: 'profile', subscribe, handlers, logger: silentLogger });
  const position = await source.append('a', CardChanged, { card: { accountId: 'a' } });
  const read = async (name: string) => (await readMetrics(metrics.port)).get(name);
  await waitFor(async () => (await read('event_consumer_lag{source="profile"}')) === 1);
  t.is(await read('event_log_head'), Number(position));
  t.is(await read('event_consumer_position{source="profile"}'), 0);
  broken = false;
  await waitFor(async () => (await read('event_consumer_lag{source="profile"}')) === 0);
  t.is(await read('event_consumer_position{source="profile"}'), Number(position));
});

test.serial('commits are timed, with how many writes shared each, and none waits for ever', async (t) => {
  await using metrics = await startServer();
  await using temporary = await openTempDatabase();
  const { database } = temporary;
  const before = await readMetrics(metrics.port);
  await Promise.all([1, 2, 3].map(() => database.write(async () => undefined)));
  await t.throwsAsync(database.write(() => Promise.reject(new Error('no'))));
  const after = await readMetrics(metrics.port);
  const since = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  t.is(since('database_commit_writes_sum'), 4);
  t.true(since('database_commit_seconds_count') < 4);
  t.is(after.get('database_write_queue_length'), 0);
});

test.serial('nothing but the metrics is served', async (t) => {
  await using metrics = await startServer();
  const status = async (path: string, method = 'GET') =>
    (await fetch(`http://127.0.0.1:${metrics.port}${path}`, { method })).status;
  t.is(await status('/metrics'), 200);
  t.is(await status('/'), 404);
  t.is(await status('/metrics', 'POST'), 404);
});

test.serial('metrics are on loopback, whatever the service listens on, unless told otherwise', async (t) => {
  const [port, elsewhere] = [await findFreePort(), await findFreePort()];
  const tell = { name: 'posts', logger: silentLogger };
  const env = (name: string, value: string) => ({ POSTS_DATABASE_URL: 'file:x', POSTS_HOST: '0.0.0.0', [name]: value });
  const read = (variables: Record<string, string>) => readEnvironment('POSTS', serviceFields, variables);
  await using _here = await startTelemetry({ ...tell, config: read(env('POSTS_METRICS_PORT', String(port))) });
  t.true((await readMetrics(port)).size > 0);
  await t.throwsAsync(fetch(`http://127.0.0.2:${port}/metrics`));
  const wide = { ...env('POSTS_METRICS_PORT', String(elsewhere)), POSTS_METRICS_HOST: '127.0.0.2' };
  await using _there = await startTelemetry({ ...tell, config: read(wide) });
  t.is((await fetch(`http://127.0.0.2:${elsewhere}/metrics`)).status, 200);
  await t.throwsAsync(readMetrics(elsewhere));
});
