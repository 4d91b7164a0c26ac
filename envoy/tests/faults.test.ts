import test from 'ava';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { startMesh } from '../testing/start-mesh.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';
const resolve = '/tertulia.profile.v1.ProfileService/BatchResolveHandles';
const abort = { 'x-envoy-fault-abort-grpc-request': '5' };
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
  t.deepEqual(
    mesh.backend('posts').calls.map((call) => call.header('x-envoy-fault-abort-grpc-request')),
    [undefined, undefined],
  );
});
