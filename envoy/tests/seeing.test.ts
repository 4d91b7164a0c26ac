import test from 'ava';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { callWeb } from '../testing/call-web.ts';
import { startMesh, type TestMesh } from '../testing/start-mesh.ts';

const ping = '/tertulia.mesh.v1.PingService/Ping';
let mesh: TestMesh;

test.before(async () => {
  mesh = await startMesh();
});
test.after.always(() => mesh?.[Symbol.asyncDispose]());

const line = (fields: Record<string, unknown>) =>
  waitFor(() =>
    mesh.envoy.readAccessLog().find((each) => Object.entries(fields).every(([name, value]) => each[name] === value)),
  );

test('the log tells whose gRPC-Web call ended how', async (t) => {
  const token = await mesh.keys.issue({ sub: 'account-7' });
  const { headers } = await callWeb(mesh.envoy.edgeUrl, ping, { token });
  const logged = await line({ request_id: headers.get('x-request-id') });
  t.like(logged, { path: ping, grpc_status: 'OK', account_id: 'account-7', service: 'posts', listener: 'edge' });
});

test('the log tells what Envoy refused, and why', async (t) => {
  const { headers } = await callWeb(mesh.envoy.edgeUrl, ping);
  const logged = await line({ request_id: headers.get('x-request-id') });
  t.like(logged, { path: ping, grpc_status: 'Unauthenticated', detail: 'jwt_authn_access_denied{Jwt_is_missing}' });
});

test('neither tokens nor queries are logged', async (t) => {
  const token = await mesh.keys.issue();
  await fetch(`${mesh.envoy.edgeUrl}/search?q=secret-words`, { headers: { authorization: `Bearer ${token}` } });
  const logged = JSON.stringify(await line({ path: '/search' }));
  t.notRegex(logged, /secret-words/);
  t.false(logged.includes(token));
});

test('calls are counted by method and status, invented methods not', async (t) => {
  const token = await mesh.keys.issue();
  await callWeb(mesh.envoy.edgeUrl, '/tertulia.mesh.v1.PingService/Invented');
  await callWeb(mesh.envoy.edgeUrl, ping, { token });
  const stats = await (await fetch(`${mesh.envoy.adminUrl}/stats`)).text();
  t.regex(stats, /tertulia\.mesh\.v1\.PingService\.Ping\.success: [1-9]/);
  t.notRegex(stats, /Invented/);
});

test('Prometheus reads Envoy at its admin address, on loopback', async (t) => {
  const response = await fetch(`${mesh.envoy.adminUrl}/stats/prometheus`);
  t.is(new URL(mesh.envoy.adminUrl).hostname, '127.0.0.1');
  t.regex(await response.text(), /^envoy_cluster_membership_healthy\{envoy_cluster_name="posts"\} 1$/m);
});
