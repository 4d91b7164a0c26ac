import test from 'ava';
import { HealthDefinition } from 'nice-grpc-server-health';
import { startServer } from '../server.ts';
import { connect } from '../testing/connect.ts';
import { expectStatus } from '../testing/expect-status.ts';
import { noTokens } from '../testing/no-tokens.ts';
import { silentLogger } from '../testing/silent-logger.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startTimeline } from './start-timeline.ts';

const service = 'tertulia.posts.v1.TimelineService';

test('a call that runs finishes while the server stops, and none begins after', async (t) => {
  const running = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  await using timeline = await startTimeline({
    async listAuthorPosts() {
      running.resolve();
      await finish.promise;
      return { nextPageToken: 'finished' };
    },
  });
  const call = timeline.stranger.listAuthorPosts({});
  await running.promise;
  let stopped = false;
  const stopping = timeline.stop().then(() => {
    stopped = true;
  });
  const late = timeline.connect({}).listAuthorPosts({});
  await expectStatus(t, late, 'UNAVAILABLE');
  t.false(stopped);
  finish.resolve();
  t.is((await call).nextPageToken, 'finished');
  await stopping;
});

test('a stopping server says NOT_SERVING first, and still serves', async (t) => {
  await using timeline = await startTimeline({}, { drainMs: 300 });
  using health = connect(HealthDefinition, timeline);
  for (const name of ['', service]) t.is((await health.check({ service: name })).status, 1);
  const stopping = timeline.stop();
  for (const name of ['', service]) t.is((await health.check({ service: name })).status, 2);
  await t.notThrowsAsync(timeline.stranger.listAuthorPosts({}));
  await stopping;
});

test('someone who watches health is told, and does not keep the server from stopping', async (t) => {
  await using timeline = await startTimeline({}, { drainMs: 50 });
  using health = connect(HealthDefinition, timeline);
  const statuses: number[] = [];
  const watching = (async () => {
    for await (const { status } of health.watch({ service })) statuses.push(status);
  })();
  await waitFor(() => statuses.length > 0);
  const start = Date.now();
  await timeline.stop();
  t.true(Date.now() - start < 2_000);
  await expectStatus(t, watching, 'UNAVAILABLE');
  t.deepEqual(statuses, [1, 2]);
});

test('stopping twice is stopping once', async (t) => {
  await using timeline = await startTimeline();
  await Promise.all([timeline.stop(), timeline.stop()]);
  await t.notThrowsAsync(timeline.stop());
});

test('a port that is taken is said in one line', async (t) => {
  await using timeline = await startTimeline();
  const options = { name: 'x', host: '127.0.0.1', services: [], verifyToken: noTokens, logger: silentLogger } as const;
  const message = `cannot listen on 127.0.0.1:${timeline.port}: the port is taken`;
  await t.throwsAsync(startServer({ ...options, port: timeline.port }), { message });
});
