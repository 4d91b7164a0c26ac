import { once } from 'node:events';
import test, { type ExecutionContext } from 'ava';
import { Metadata } from 'nice-grpc';
import type { Call } from '../call.ts';
import { loadPolicies } from '../policies.ts';
import { expectStatus } from '../testing/expect-status.ts';
import { readRetryDelayMs } from '../testing/read-retry-delay.ts';
import { waitFor } from '../testing/wait-for.ts';
import { startTimeline } from './start-timeline.ts';

const { perAccount, perAddress } = loadPolicies().get('/tertulia.posts.v1.TimelineService/WatchHome')?.streamLimit ?? {
  perAccount: 0,
  perAddress: 0,
};

/** Sends one message and stays open. */
async function* watchHome(_request: unknown, call: Call) {
  yield { cursor: '1' };
  if (!call.signal.aborted) await once(call.signal, 'abort');
}

type Client = Awaited<ReturnType<typeof startTimeline>>['member'];

/** Opens a stream, which resolves when its first message is there. */
async function open(client: Client, address: string) {
  const leaving = new AbortController();
  const metadata = Metadata({ 'x-envoy-external-address': address });
  const messages = client.watchHome({}, { metadata, signal: leaving.signal })[Symbol.asyncIterator]();
  await messages.next();
  const end = messages.next().catch(() => {});
  return { leave: () => leaving.abort(), end };
}

async function openMany(count: number, client: Client, address: (n: number) => string) {
  return await Promise.all(Array.from({ length: count }, (_, n) => open(client, address(n))));
}

async function isRefused(t: ExecutionContext, client: Client, address: string) {
  const error = await expectStatus(t, open(client, address), 'RESOURCE_EXHAUSTED', 'TOO_MANY_STREAMS');
  t.is(readRetryDelayMs(error), 10_000);
}

test('an account may have as many streams as the contract says, from wherever, and hinders nobody else', async (t) => {
  await using timeline = await startTimeline({ watchHome });
  const [ana, again, bo] = ['ana.s1', 'ana.s2', 'bo.s3'].map((token) => timeline.connect({ token }));
  if (!ana || !again || !bo) throw new Error('three clients were made');
  await openMany(perAccount, ana, (n) => `192.0.2.${n}`);
  await isRefused(t, ana, '192.0.2.250');
  await isRefused(t, again, '192.0.2.251');
  await t.notThrowsAsync(open(bo, '192.0.2.1'));
});

test('an address may have as many streams as the contract says, whoever calls, and hinders nobody else', async (t) => {
  await using timeline = await startTimeline({ watchHome });
  const accounts = Math.ceil(perAddress / perAccount);
  for (let n = 0; n < accounts; n += 1) {
    const client = timeline.connect({ token: `somebody${n}.s${n}` });
    await openMany(Math.min(perAccount, perAddress - n * perAccount), client, () => '2001:db8:0:5::1');
  }
  const other = timeline.connect({ token: 'other.s' });
  await isRefused(t, other, '2001:db8:0:5::2');
  await t.notThrowsAsync(open(other, '2001:db8:0:6::1'));
});

test('a stream that ends, is left or fails gives its place back', async (t) => {
  let failing = false;
  await using timeline = await startTimeline({
    async *watchHome(request, call) {
      if (failing) throw new Error('it broke');
      yield* watchHome(request, call);
    },
  });
  const streams = await openMany(perAccount, timeline.member, () => '192.0.2.1');
  await isRefused(t, timeline.member, '192.0.2.1');
  const [left] = streams;
  left?.leave();
  await left?.end;
  const reopened = await waitFor(() =>
    open(timeline.member, '192.0.2.1').then(
      () => true,
      () => false,
    ),
  );
  t.true(reopened);
  timeline.tokens.endSession('s1');
  await Promise.all(streams.map(({ end }) => end));
  failing = true;
  const back = timeline.connect({ token: 'ana.s2' });
  for (let n = 0; n <= perAccount; n += 1) await expectStatus(t, open(back, '192.0.2.1'), 'INTERNAL');
  failing = false;
  await t.notThrowsAsync(openMany(perAccount, back, () => '192.0.2.1'));
});

test('the limits of streams can be multiplied, or turned off', async (t) => {
  await using half = await startTimeline({ watchHome }, { rateLimitFactor: 0.5 });
  await openMany(perAccount / 2, half.member, () => '192.0.2.1');
  await isRefused(t, half.member, '192.0.2.1');
  await using off = await startTimeline({ watchHome }, { rateLimitFactor: 0 });
  await t.notThrowsAsync(openMany(perAccount + 1, off.member, () => '192.0.2.1'));
});
