import test from 'ava';
import { Status } from 'nice-grpc';
import { callNative } from '../testing/call-native.ts';
import { startBackend } from '../testing/start-backend.ts';
import { startBreaking } from '../testing/start-breaking.ts';
import { type RunningEnvoy, startEnvoy } from '../testing/start-envoy.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';

async function ejections({ adminUrl }: RunningEnvoy): Promise<number> {
  const text = await (
    await fetch(`${adminUrl}/stats?filter=^cluster.posts.outlier_detection.ejections_enforced_total$`)
  ).text();
  return Number(/: (\d+)/.exec(text)?.[1]);
}

test.serial('errors of calls, however many, do not take a replica out', async (t) => {
  for (const status of [Status.INTERNAL, Status.UNAVAILABLE, Status.DEADLINE_EXCEEDED, Status.UNKNOWN]) {
    await using first = await startBackend({ refuse: () => status });
    await using second = await startBackend();
    await using envoy = await startEnvoy({ services: { posts: [first.address, second.address] } });
    for (let i = 0; i < 40; i++) await callNative(envoy.edgeUrl, getPost);
    t.is(await ejections(envoy), 0, Status[status]);
    t.true(first.calls.length >= 5);
  }
});

test.serial(
  'a replica that cannot be connected to is left out before its health check tells, and nobody notices',
  async (t) => {
    await using dead = await startBackend();
    await using sound = await startBackend();
    await using envoy = await startEnvoy({ services: { posts: [dead.address, sound.address] } });
    await dead[Symbol.asyncDispose]();
    const statuses = new Set<string>();
    for (let i = 0; i < 30; i++) statuses.add((await callNative(envoy.edgeUrl, getPost)).status);
    t.deepEqual(statuses, new Set(['OK']));
    t.is(await ejections(envoy), 1);
  },
);

test.serial('a replica that breaks off is called all the same if it is the last one', async (t) => {
  await using broken = await startBreaking();
  await using envoy = await startEnvoy({ services: { posts: [broken.address] } });
  for (let i = 0; i < 10; i++) await callNative(envoy.edgeUrl, getPost);
  t.is(await ejections(envoy), 0);
  t.is(broken.broken, 30);
});

test.serial('where one replica breaks off, callers get the answer of the other one', async (t) => {
  await using broken = await startBreaking();
  await using sound = await startBackend();
  await using envoy = await startEnvoy({ services: { posts: [broken.address, sound.address] } });
  const statuses = new Set<string>();
  for (let i = 0; i < 20; i++) statuses.add((await callNative(envoy.edgeUrl, getPost)).status);
  t.deepEqual(statuses, new Set(['OK']));
});
