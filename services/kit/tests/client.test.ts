import test from 'ava';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { createMeshClient, openChannel } from '../client.ts';
import { loadPolicies } from '../policies.ts';
import { readReason } from '../read-reason.ts';
import { expectStatus } from '../testing/expect-status.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startTimeline } from './start-timeline.ts';

const names = { callee: 'posts', service: 'comments', policies: loadPolicies() };

test('a client fails at once while its callee is down, and is back soon after it', async (t) => {
  const first = await startTimeline();
  const { port } = first;
  using client = createMeshClient(TimelineServiceDefinition, { ...names, url: `http://127.0.0.1:${port}` });
  await client.listAuthorPosts({});
  await first[Symbol.asyncDispose]();
  const start = Date.now();
  await expectStatus(t, client.listAuthorPosts({}), 'UNAVAILABLE');
  t.true(Date.now() - start < 1_000);
  await using _second = await startTimeline({}, { port });
  await waitFor(() => client.listAuthorPosts({}), { timeoutMs: 2_500 });
});

test('clients may share a channel, which outlives them', async (t) => {
  await using timeline = await startTimeline();
  const url = `http://127.0.0.1:${timeline.port}`;
  const channel = openChannel({ url, callee: 'posts' });
  const client = createMeshClient(TimelineServiceDefinition, { ...names, url, channel });
  client[Symbol.dispose]();
  await t.notThrowsAsync(client.listAuthorPosts({}));
  channel.close();
});

test('a client tells the reason that its callee gave', async (t) => {
  await using timeline = await startTimeline();
  using client = createMeshClient(TimelineServiceDefinition, { ...names, url: `http://127.0.0.1:${timeline.port}` });
  const error = await client.listHomeTimeline({}).catch((failure: unknown) => failure);
  t.is(readReason(error), 'TOKEN_MISSING');
  t.is(readReason(new Error('another')), undefined);
});
