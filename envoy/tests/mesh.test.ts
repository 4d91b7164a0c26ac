import test from 'ava';
import { loadPolicies } from '../../services/kit/policies.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { meshRpcs } from '../contract.ts';
import { callNative } from '../testing/call-native.ts';
import { startMesh, type TestMesh } from '../testing/start-mesh.ts';
import { topology } from '../topology.ts';

const subscribe = '/tertulia.events.v1.EventLogService/Subscribe';
let mesh: TestMesh;

test.before(async () => {
  mesh = await startMesh();
});
test.after.always(() => mesh?.[Symbol.asyncDispose]());

const call = (path: string, authority: string, as = 'posts') => callNative(mesh.envoy.meshUrl, path, { authority, as });

test("a call's authority says which service answers", async (t) => {
  for (const row of topology) {
    for (const { path, policy } of meshRpcs(loadPolicies(), row)) {
      if (policy.serverStreaming) continue;
      t.is((await call(path, row.name, policy.callers[0])).status, 'OK');
      t.like(
        mesh.backend(row.name).calls.find((each) => each.path === path),
        { host: row.name },
      );
    }
  }
});

test("every service's event log can be streamed", async (t) => {
  for (const { name } of topology) {
    const ended = call(subscribe, name);
    const stream = await waitFor(() => mesh.backend(name).streams.find(({ path }) => path === subscribe));
    stream.send(new Uint8Array());
    stream.end();
    t.is((await ended).status, 'OK');
  }
});

test('every service can be asked for its health', async (t) => {
  for (const { name } of topology) t.is((await call('/grpc.health.v1.Health/Check', name)).status, 'OK');
});

test('what a service does not serve is UNIMPLEMENTED, and nobody may call an unknown one', async (t) => {
  t.is((await call('/tertulia.posts.v1.PostService/GetPost', 'profile')).status, 'UNIMPLEMENTED');
  t.is((await call('/tertulia.posts.v1.PostService/Invented', 'posts')).status, 'UNIMPLEMENTED');
  t.is((await call('/tertulia.posts.v1.PostService/GetPost', 'strangers')).status, 'PERMISSION_DENIED');
});

test("a service hears who calls by the caller's certificate, whatever the call says", async (t) => {
  const path = '/tertulia.profile.v1.ProfileService/BatchResolveHandles';
  const kept = { authorization: 'Bearer x', 'x-request-id': 'one-and-the-same' };
  const headers = { ...kept, 'x-tertulia-service': 'spiffe://tertulia/comments' };
  await callNative(mesh.envoy.meshUrl, path, { authority: 'profile', as: 'posts', headers });
  const received = mesh
    .backend('profile')
    .calls.findLast((each) => each.header('x-request-id') === kept['x-request-id']);
  for (const [name, value] of Object.entries(kept)) t.is(received?.header(name), value);
  t.is(received?.header('x-tertulia-service'), 'spiffe://tertulia/posts');
});

test('a message passes unchanged', async (t) => {
  const message = Buffer.from([0x0a, 9, ...Buffer.from('any bytes')]);
  const path = '/tertulia.mesh.v1.PingService/Ping';
  const answer = await callNative(mesh.envoy.meshUrl, path, { authority: 'posts', message });
  t.deepEqual(answer.message, message);
});
