import test from 'ava';
import { makeBootstrap } from '../bootstrap.ts';
import { filterNames } from '../names.ts';
import type { BootstrapOptions } from '../options.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { exampleOptions } from '../testing/example-options.ts';
import { startMesh } from '../testing/start-mesh.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';
const resolve = '/tertulia.profile.v1.ProfileService/BatchResolveHandles';
const abort = { 'x-envoy-fault-abort-grpc-request': '5' };
/** All that Envoy's filter reads. */
const faultHeaders = [
  'x-envoy-fault-abort-request',
  'x-envoy-fault-abort-grpc-request',
  'x-envoy-fault-abort-request-percentage',
  'x-envoy-fault-delay-request',
  'x-envoy-fault-delay-request-percentage',
  'x-envoy-fault-throughput-response',
  'x-envoy-fault-throughput-response-percentage',
];
const delay = { 'x-envoy-fault-delay-request': '300' };

async function timed(call: Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await call;
  return performance.now() - begin;
}

test.serial('where it is turned on, headers delay and end calls', async (t) => {
  await using mesh = await startMesh({ faultInjection: true });
  const { edgeUrl, meshUrl } = mesh.envoy;
  t.is((await callNative(edgeUrl, getPost, { headers: abort })).status, 'NOT_FOUND');
  t.is((await callNative(meshUrl, resolve, { headers: abort, authority: 'profile' })).status, 'NOT_FOUND');
  const web = await callWeb(edgeUrl, getPost, { headers: { 'x-envoy-fault-abort-request': '503' } });
  t.is(web.status, 'UNAVAILABLE');
  t.deepEqual(
    [...mesh.backends.values()].flatMap(({ calls }) => calls),
    [],
  );
  t.true((await timed(callNative(edgeUrl, getPost, { headers: delay }))) >= 300);
  t.is((await callNative(edgeUrl, getPost)).status, 'OK');
});

test.serial('elsewhere such headers mean nothing, and do not reach the services', async (t) => {
  await using mesh = await startMesh();
  const { edgeUrl, meshUrl } = mesh.envoy;
  t.is((await callNative(edgeUrl, getPost, { headers: abort })).status, 'OK');
  t.is((await callNative(meshUrl, resolve, { headers: abort, authority: 'profile' })).status, 'OK');
  t.true((await timed(callNative(edgeUrl, getPost, { headers: delay }))) < 300);
  const every = Object.fromEntries(faultHeaders.map((name) => [name, '100']));
  t.is((await callNative(edgeUrl, getPost, { headers: every })).status, 'OK');
  t.is((await callWeb(edgeUrl, getPost, { headers: every })).status, 'OK');
  const { calls } = mesh.backend('posts');
  t.is(calls.length, 4);
  for (const call of calls) for (const name of faultHeaders) t.is(call.header(name), undefined, name);
});

test.serial('a configuration without faults has no filter of them', (t) => {
  const filters = (options: Partial<BootstrapOptions>) =>
    JSON.stringify(makeBootstrap({ ...exampleOptions, ...options }));
  t.false(filters({}).includes(filterNames.fault));
  t.true(filters({ faultInjection: true }).includes(filterNames.fault));
});

test.serial('where it is turned on, no other word to Envoy is taken from a caller', async (t) => {
  await using mesh = await startMesh({ faultInjection: true });
  const others = {
    'x-envoy-force-trace': 'true',
    'x-envoy-external-address': '192.0.2.1',
    'x-envoy-upstream-rq-timeout-ms': '1',
    'x-envoy-max-retries': '50',
    'x-envoy-f': '1',
  };
  const headers = { ...others, 'x-envoy-fault-delay-request': '1' };
  t.is((await callNative(mesh.envoy.edgeUrl, getPost, { headers })).status, 'OK');
  const [call] = mesh.backend('posts').calls;
  t.is(call?.header('x-envoy-external-address'), '127.0.0.1');
  for (const name of ['x-envoy-force-trace', 'x-envoy-max-retries', 'x-envoy-f'])
    t.is(call?.header(name), undefined, name);
});
