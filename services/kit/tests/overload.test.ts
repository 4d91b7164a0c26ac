import test from 'ava';
import { HealthDefinition } from 'nice-grpc-server-health';
import { PingServiceDefinition } from '#gen/tertulia/mesh/v1/ping_service.ts';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { createMeshClient } from '../client.ts';
import { loadPolicies } from '../policies.ts';
import { Admission, type Place } from '../server/admission.ts';
import { connect } from '../testing/connect.ts';
import { expectStatus } from '../testing/expect-status.ts';
import { readRetryDelayMs } from '../testing/read-retry-delay.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startTimeline } from './start-timeline.ts';

const idempotency = 'NO_SIDE_EFFECTS';
const low = { idempotency, importance: 'IMPORTANCE_LOW' } as const;
const normal = { idempotency, importance: 'IMPORTANCE_NORMAL' } as const;
const high = { idempotency, importance: 'IMPORTANCE_HIGH' } as const;

/** Takes places for calls of this policy until there is none. */
function fill(admission: Admission, policy: typeof low | typeof normal | typeof high): Place[] {
  const places: Place[] = [];
  for (let place = admission.enter(policy); place !== undefined; place = admission.enter(policy)) places.push(place);
  return places;
}

test('the less important a call, the sooner there is no room for it', (t) => {
  const admission = new Admission(8);
  t.is(fill(admission, low).length, 4);
  t.is(fill(admission, normal).length, 4);
  t.is(fill(admission, high).length, 2);
});

test('a place that is given back is there again, once', (t) => {
  const admission = new Admission(2);
  const [first] = fill(admission, normal);
  first?.leave();
  first?.leave();
  t.is(fill(admission, normal).length, 1);
});

test('writes that wait do not take the places of reads', (t) => {
  const admission = new Admission(4);
  const write = { idempotency: 'IDEMPOTENT', importance: 'IMPORTANCE_NORMAL' } as const;
  t.truthy(admission.enter(write) && admission.enter(write));
  t.is(admission.enter(write), undefined);
  t.is(fill(admission, normal).length, 4);
});

/** A server whose home timelines wait until `answer` is called; `waiting` counts them. */
async function startWaiting(maxCalls: number) {
  const gate = Promise.withResolvers<void>();
  let waiting = 0;
  const listHomeTimeline = async () => {
    waiting += 1;
    await gate.promise;
    return {};
  };
  async function* watchHome() {
    yield { cursor: '1' };
  }
  const timeline = await startTimeline({ listHomeTimeline, watchHome }, { maxCalls });
  return { ...timeline, waiting: () => waiting, answer: () => gate.resolve() };
}

test('a service over its bound refuses, says when to call again, and takes calls again as soon as there is room', async (t) => {
  await using timeline = await startWaiting(2);
  using pings = connect(PingServiceDefinition, timeline, { token: 'ana.s1' });
  const first = timeline.member.listHomeTimeline({});
  await waitFor(() => timeline.waiting() === 1);
  await expectStatus(t, pings.ping({}), 'RESOURCE_EXHAUSTED', 'OVERLOADED');

  const second = timeline.member.listHomeTimeline({});
  await waitFor(() => timeline.waiting() === 2);
  const refused = await expectStatus(t, timeline.member.listHomeTimeline({}), 'RESOURCE_EXHAUSTED', 'OVERLOADED');
  t.is(readRetryDelayMs(refused), 1_000);
  t.is(timeline.waiting(), 2);

  timeline.answer();
  await Promise.all([first, second]);
  await t.notThrowsAsync(timeline.member.listHomeTimeline({}));
  await t.notThrowsAsync(pings.ping({}));
});

test('streams and health are not refused', async (t) => {
  await using timeline = await startWaiting(1);
  using health = connect(HealthDefinition, timeline);
  const call = timeline.member.listHomeTimeline({});
  await waitFor(() => timeline.waiting() === 1);
  await expectStatus(t, timeline.member.listHomeTimeline({}), 'RESOURCE_EXHAUSTED', 'OVERLOADED');
  t.is((await Array.fromAsync(timeline.member.watchHome({}))).length, 1);
  t.deepEqual(await health.check({ service: '' }), { status: 1 });
  timeline.answer();
  await call;
});

test('refusals look at no token, and failures give their places back', async (t) => {
  await using timeline = await startWaiting(1);
  await expectStatus(t, timeline.stranger.listHomeTimeline({}), 'UNAUTHENTICATED');
  await expectStatus(t, timeline.stranger.listHomeTimeline({}), 'UNAUTHENTICATED');
  const call = timeline.member.listHomeTimeline({});
  await waitFor(() => timeline.waiting() === 1);
  await expectStatus(t, timeline.stranger.listHomeTimeline({}), 'RESOURCE_EXHAUSTED', 'OVERLOADED');
  timeline.answer();
  await call;
});

test('a call whose client has gone keeps its place for as long as its handler works', async (t) => {
  await using timeline = await startWaiting(1);
  const leaving = new AbortController();
  const left = timeline.member.listHomeTimeline({}, { signal: leaving.signal });
  await waitFor(() => timeline.waiting() === 1);
  leaving.abort();
  await t.throwsAsync(left, { name: 'AbortError' });
  await expectStatus(t, timeline.member.listHomeTimeline({}), 'RESOURCE_EXHAUSTED', 'OVERLOADED');
  timeline.answer();
  await waitFor(() => timeline.member.listHomeTimeline({}));
  t.is(timeline.waiting(), 2);
});

test('who asks a service that refuses is refused the same way, which nobody calls again', async (t) => {
  await using callee = await startWaiting(1);
  const target = { url: `http://127.0.0.1:${callee.port}`, callee: 'posts', service: 'comments' };
  using client = createMeshClient(TimelineServiceDefinition, { ...target, policies: loadPolicies() });
  await using caller = await startTimeline({
    listAuthorPosts: (_request, call) => client.listHomeTimeline({}, call.forward),
  });
  const first = callee.member.listHomeTimeline({});
  await waitFor(() => callee.waiting() === 1);
  await expectStatus(t, caller.member.listAuthorPosts({}), 'RESOURCE_EXHAUSTED', 'OVERLOADED');
  callee.answer();
  await first;
});

test('reads that come together begin over several turns of the event loop', async (t) => {
  const counting = new AbortController();
  let turn = 0;
  const count = () => {
    turn += 1;
    if (!counting.signal.aborted) setImmediate(count);
  };
  count();
  const begun = new Map<number, number>();
  const listHomeTimeline = async () => {
    begun.set(turn, (begun.get(turn) ?? 0) + 1);
    return {};
  };
  await using timeline = await startTimeline({ listHomeTimeline });
  await Promise.all(Array.from({ length: 60 }, () => timeline.member.listHomeTimeline({})));
  counting.abort();
  t.is(
    begun.values().reduce((sum, calls) => sum + calls),
    60,
  );
  t.true(Math.max(...begun.values()) <= 8, JSON.stringify([...begun.values()]));
});
