import test from 'ava';
import { Metadata } from 'nice-grpc';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import type { Call } from '../call.ts';
import { createMeshClient } from '../client.ts';
import { loadPolicies } from '../policies.ts';
import { expectStatus } from '../testing/expect-status.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startTimeline } from './start-timeline.ts';

const never = () => new Promise<never>(() => {});

/** A handler that never answers, and the calls it got. */
function hang() {
  const calls: Call[] = [];
  const handler = (_request: unknown, call: Call) => {
    calls.push(call);
    // Asked for: it is made when a handler first reads it.
    call.signal.throwIfAborted();
    return never();
  };
  return { calls, handler };
}

test('a call is ended at the time that its policy gives, also when the handler does not listen', async (t) => {
  const { calls, handler } = hang();
  await using timeline = await startTimeline({ listAuthorPosts: handler });
  const start = Date.now();
  await expectStatus(t, timeline.stranger.listAuthorPosts({}), 'DEADLINE_EXCEEDED');
  const took = Date.now() - start;
  t.true(took > 1_900 && took < 2_500, `${took} ms`);
  t.true(calls[0]?.signal.aborted);
});

test("a call is ended at the client's deadline where that is earlier", async (t) => {
  const { calls, handler } = hang();
  await using timeline = await startTimeline({ listAuthorPosts: handler });
  const start = Date.now();
  const metadata = Metadata({ 'grpc-timeout': '100m' });
  await expectStatus(t, timeline.stranger.listAuthorPosts({}, { metadata }), 'DEADLINE_EXCEEDED');
  t.true(Date.now() - start < 1_000);
  await waitFor(() => calls[0]?.signal.aborted);
  const deadline = calls[0]?.deadline?.getTime() ?? 0;
  t.true(deadline >= start + 100 && deadline <= Date.now());
});

test("a client cannot stretch the policy's time, nor tell the service another deadline", async (t) => {
  const deadlines: (Date | undefined)[] = [];
  await using timeline = await startTimeline({
    async listAuthorPosts(_request, call) {
      deadlines.push(call.deadline);
      return {};
    },
  });
  await timeline.stranger.listAuthorPosts({}, { metadata: Metadata({ 'grpc-timeout': '1H' }) });
  await timeline.stranger.listAuthorPosts({}, { metadata: Metadata({ 'x-tertulia-deadline': '1' }) });
  for (const deadline of deadlines) t.true(Math.abs((deadline?.getTime() ?? 0) - Date.now() - 2_000) < 500);
});

test('a call that the client cancels is cancelled in the handler', async (t) => {
  const { calls, handler } = hang();
  await using timeline = await startTimeline({ listAuthorPosts: handler });
  const cancel = new AbortController();
  const call = timeline.stranger.listAuthorPosts({}, { signal: cancel.signal });
  await waitFor(() => calls.length > 0);
  cancel.abort();
  await t.throwsAsync(call, { name: 'AbortError' });
  await waitFor(() => calls[0]?.signal.aborted);
  t.pass();
});

test('a call made on behalf of another has its deadline, its trace and its token', async (t) => {
  const seen: Call[] = [];
  await using callee = await startTimeline({
    async listHomeTimeline(_request, call) {
      seen.push(call);
      return {};
    },
  });
  const url = `http://127.0.0.1:${callee.port}`;
  using posts = createMeshClient(TimelineServiceDefinition, {
    url,
    callee: 'posts',
    service: 'comments',
    policies: loadPolicies(),
  });
  await using timeline = await startTimeline({
    listHomeTimeline(_request, call) {
      seen.push(call);
      return posts.listHomeTimeline({}, call.forward);
    },
  });
  await timeline.member.listHomeTimeline({}, { metadata: Metadata({ 'grpc-timeout': '700m' }) });
  const [outer, inner] = seen;
  t.is(inner?.traceparent, outer?.traceparent);
  t.deepEqual(inner?.caller, { kind: 'member', accountId: 'ana', sessionId: 's1' });
  t.is(inner?.metadata.get('x-tertulia-service'), 'comments');
  // What is sent is the time left, so the way takes its part; without it the policy's 2 seconds would hold.
  t.true((inner?.deadline?.getTime() ?? 0) - (outer?.deadline?.getTime() ?? 0) < 1_000);
});

test('a mesh client has the deadline of the contract where none is given', async (t) => {
  const { calls, handler } = hang();
  await using callee = await startTimeline({ listAuthorPosts: handler });
  const url = `http://127.0.0.1:${callee.port}`;
  using posts = createMeshClient(TimelineServiceDefinition, {
    url,
    callee: 'posts',
    service: 'comments',
    policies: loadPolicies(),
  });
  const start = Date.now();
  await expectStatus(t, posts.listAuthorPosts({}), 'DEADLINE_EXCEEDED');
  t.true(Math.abs(Date.now() - start - 2_000) < 500);
  await expectStatus(t, posts.listAuthorPosts({}, { deadline: new Date(Date.now() + 50) }), 'DEADLINE_EXCEEDED');
  t.is(calls.length, 2);
});
