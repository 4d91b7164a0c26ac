import test from 'ava';
import { createChannel, createClient } from 'nice-grpc';
import { PingServiceDefinition } from '#gen/tertulia/mesh/v1/ping_service.ts';
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

const call = (path: string, authority: string) => callNative(mesh.envoy.meshUrl, path, { authority });

test("a call's authority says which service answers", async (t) => {
  for (const row of topology) {
    for (const { path, policy } of meshRpcs(loadPolicies(), row)) {
      if (policy.serverStreaming) continue;
      t.is((await call(path, row.name)).status, 'OK');
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

test('what a service does not serve is UNIMPLEMENTED, and so is an unknown service', async (t) => {
  t.is((await call('/tertulia.posts.v1.PostService/GetPost', 'profile')).status, 'UNIMPLEMENTED');
  t.is((await call('/tertulia.posts.v1.PostService/Invented', 'posts')).status, 'UNIMPLEMENTED');
  t.is((await call('/tertulia.posts.v1.PostService/GetPost', 'strangers')).status, 'UNIMPLEMENTED');
});

test('a service hears who calls and for whom', async (t) => {
  const path = '/tertulia.profile.v1.ProfileService/BatchResolveHandles';
  const headers = { 'x-tertulia-service': 'posts', authorization: 'Bearer x', 'x-request-id': 'one-and-the-same' };
  await callNative(mesh.envoy.meshUrl, path, { authority: 'profile', headers });
  const received = mesh.backend('profile').calls.findLast((each) => each.header('x-tertulia-service') === 'posts');
  for (const [name, value] of Object.entries(headers)) t.is(received?.header(name), value);
});

test('a message passes unchanged', async (t) => {
  const channel = createChannel(mesh.envoy.meshUrl, undefined, { 'grpc.default_authority': 'posts' });
  const payload = Buffer.from('any bytes');
  const answer = await createClient(PingServiceDefinition, channel).ping({ payload });
  channel.close();
  t.deepEqual(Buffer.from(answer.payload), payload);
});
