import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { loadPolicies } from '../../services/kit/policies.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { fileNames } from '../dynamic/sources.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { startBackend } from '../testing/start-backend.ts';
import { type RunningEnvoy, startEnvoy } from '../testing/start-envoy.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';
const ping = '/tertulia.mesh.v1.PingService/Ping';
const subscribe = '/tertulia.events.v1.EventLogService/Subscribe';

/** Makes calls until `done`; every one of them must succeed. */
async function callUntil(envoy: RunningEnvoy, done: () => boolean): Promise<void> {
  await waitFor(async () => {
    const { status } = await callNative(envoy.edgeUrl, getPost);
    if (status !== 'OK') throw new Error(status);
    return done();
  });
}

async function callMany(envoy: RunningEnvoy, count: number): Promise<Set<string>> {
  const statuses = new Set<string>();
  for (let i = 0; i < count; i++) statuses.add((await callNative(envoy.edgeUrl, getPost)).status);
  return statuses;
}

async function readStat({ adminUrl }: RunningEnvoy, name: string): Promise<number> {
  const text = await (await fetch(`${adminUrl}/stats?filter=^${name.replaceAll('.', '[.]')}$`)).text();
  return Number(/: (\d+)/.exec(text)?.[1] ?? Number.NaN);
}

test.serial('a replica that is added gets its share, and one that is taken away gets nothing new', async (t) => {
  await using first = await startBackend();
  await using second = await startBackend();
  await using envoy = await startEnvoy({ dynamic: true, services: { posts: [first.address] } });
  await callUntil(envoy, () => true);
  await envoy.change({ services: { posts: [first.address, second.address] } });
  await callUntil(envoy, () => second.calls.length > 3);
  await envoy.change({ services: { posts: [second.address] } });
  const before = first.calls.length;
  t.deepEqual(await callMany(envoy, 10), new Set(['OK']));
  t.is(first.calls.length, before);
});

for (const taken of ['drains', 'is taken away']) {
  test.serial(`a stream goes on at a replica that ${taken}, while new calls go elsewhere`, async (t) => {
    await using first = await startBackend();
    await using second = await startBackend();
    await using envoy = await startEnvoy({ dynamic: true, services: { posts: [first.address] } });
    const stream = callNative(envoy.meshUrl, subscribe, { authority: 'posts', as: 'comments' });
    const open = await waitFor(() => first.streams[0]);
    const rest = taken === 'drains' ? [{ ...first.address, draining: true }] : [];
    await envoy.change({ services: { posts: [...rest, second.address] } });
    await callUntil(envoy, () => second.calls.length > 0);
    const before = first.calls.length;
    t.deepEqual(await callMany(envoy, 10), new Set(['OK']));
    t.is(first.calls.length, before);
    t.false(open.cancelled);
    open.send(new Uint8Array());
    open.end();
    t.is((await stream).status, 'OK');
  });
}

test.serial('a canary gets its percentage of calls at both listeners, and none when it is over', async (t) => {
  await using stable = await startBackend();
  await using canary = await startBackend();
  const services = { posts: [stable.address] };
  await using envoy = await startEnvoy({ dynamic: true, services });
  const clusters = await readStat(envoy, 'cluster_manager.active_clusters');
  const beside = (percent: number) => ({ services, canaries: { posts: { replicas: [canary.address], percent } } });
  await envoy.change(beside(100));
  await callUntil(envoy, () => canary.calls.length > 0);
  await envoy.change(beside(30));
  const share = async (call: () => Promise<unknown>) => {
    const [before, total] = [canary.calls.length, 200];
    for (let i = 0; i < total; i++) await call();
    return (canary.calls.length - before) / total;
  };
  // Five standard deviations of a share of 200 are 16 in a hundred.
  const edge = await share(() => callWeb(envoy.edgeUrl, getPost));
  t.true(edge > 0.14 && edge < 0.46, String(edge));
  const mesh = await share(() => callNative(envoy.meshUrl, ping, { authority: 'posts', as: 'comments' }));
  t.true(mesh > 0.14 && mesh < 0.46, String(mesh));
  t.is(canary.calls.at(-1)?.host, 'posts');
  await envoy.change({ services });
  t.is(await readStat(envoy, 'cluster_manager.active_clusters'), clusters);
  const before = canary.calls.length;
  t.deepEqual(await callMany(envoy, 20), new Set(['OK']));
  t.is(canary.calls.length, before);
});

const files: [name: string, statistic: string, spoil: (text: string) => string][] = [
  [fileNames.clusters, 'cluster_manager.cds', (text) => text.replace('"connectTimeout"', '"connectTimeouts"')],
  [fileNames.endpoints('posts'), 'cluster.posts', (text) => text.replace('"portValue": ', '"portValue": 99')],
  [fileNames.edgeRoutes, 'http.edge.rds.edge', (text) => text.replaceAll('"cluster": "posts"', '"cluster": "nobody"')],
  [fileNames.meshRoutes, 'http.mesh.rds.mesh', (text) => text.slice(0, text.length / 2)],
];

test.serial('a file that is broken leaves the former in force, and its successor is taken', async (t) => {
  await using first = await startBackend();
  await using second = await startBackend();
  await using envoy = await startEnvoy({ dynamic: true, services: { posts: [first.address] } });
  for (const [name, statistic, spoil] of files) {
    const good = readFileSync(join(envoy.dynamicFolder, name), 'utf8');
    const refusals = async () =>
      (await readStat(envoy, `${statistic}.update_rejected`)) + (await readStat(envoy, `${statistic}.update_failure`));
    const before = await refusals();
    moveIn(envoy, name, spoil(good));
    await waitFor(async () => (await refusals()) > before);
    t.deepEqual(await callMany(envoy, 3), new Set(['OK']), name);
    moveIn(envoy, name, good);
  }
  await envoy.change({ services: { posts: [second.address] } });
  await callUntil(envoy, () => second.calls.length > 0);
});

function moveIn({ dynamicFolder }: RunningEnvoy, name: string, text: string): void {
  const fresh = join(dynamicFolder, 'fresh');
  writeFileSync(fresh, text);
  renameSync(fresh, join(dynamicFolder, name));
}

test.serial('the bound of what a service may have under way follows its replicas, and nothing is cut', async (t) => {
  const { promise: until, resolve: answer } = Promise.withResolvers<void>();
  await using first = await startBackend({ until });
  await using second = await startBackend({ until });
  await using third = await startBackend({ until });
  // However long it takes, no call is made again since it took too long.
  const policies = new Map(
    [...loadPolicies()].map(([path, policy]) => [path, policy.timeoutMs ? { ...policy, timeoutMs: 60_000 } : policy]),
  );
  const [a, b, c] = [first.address, second.address, third.address];
  await using envoy = await startEnvoy({ dynamic: true, policies, services: { posts: [a] } });
  const readBound = async () => {
    const text = await (await fetch(`${envoy.adminUrl}/clusters`)).text();
    return Number(/^posts::default_priority::max_requests::(\d+)$/m.exec(text)?.[1]);
  };
  t.is(await readBound(), 160);
  const early = callNative(envoy.edgeUrl, getPost);
  await waitFor(() => first.calls.length === 1);
  await envoy.change({ services: { posts: [a, b, c] } });
  t.is(await readBound(), 480);
  await envoy.change({ services: { posts: [a, b, { ...c, draining: true }] } });
  t.is(await readBound(), 320);
  // More than one replica's bound, of which the first had one already.
  const calls = Array.from({ length: 200 }, () => callWeb(envoy.edgeUrl, getPost));
  await waitFor(() => first.calls.length + second.calls.length + third.calls.length === 201, { timeoutMs: 60_000 });
  answer();
  for (const { status } of await Promise.all([early, ...calls])) t.is(status, 'OK');
  t.is(await readStat(envoy, 'cluster.posts.upstream_cx_destroy_local_with_active_rq'), 0);
});
