import test from 'ava';
import { startOtlpReceiver } from '../../services/kit/testing/otlp-receiver.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { callWeb } from '../testing/call-web.ts';
import { startMesh } from '../testing/start-mesh.ts';

const ping = '/tertulia.mesh.v1.PingService/Ping';
const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const traced = (flags: string) => ({ traceparent: `00-${trace}-00f067aa0ba902b7-${flags}` });
const timeoutMs = 10_000;

test('a span tells no query, and no token', async (t) => {
  await using receiver = await startOtlpReceiver();
  await using mesh = await startMesh({ tracing: { host: '127.0.0.1', port: receiver.port, sampling: 1 } });
  const token = await mesh.keys.issue();
  await callWeb(mesh.envoy.edgeUrl, `${ping}?q=secret-words`, { token, headers: traced('00') });
  const span = await waitFor(() => receiver.spans.find(({ traceId }) => traceId === trace), { timeoutMs });
  t.like(span, { service: 'envoy-edge', name: ping, kind: 'SERVER' });
  const told = JSON.stringify(receiver.spans);
  t.notRegex(told, /secret-words/);
  t.false(told.includes(token));
});

test('what is traced is for the edge to say, not for the caller', async (t) => {
  await using receiver = await startOtlpReceiver();
  await using mesh = await startMesh({ tracing: { host: '127.0.0.1', port: receiver.port, sampling: 0 } });
  await callWeb(mesh.envoy.edgeUrl, ping, { token: await mesh.keys.issue(), headers: traced('01') });
  const call = mesh.backend('posts').calls.find(({ path }) => path === ping);
  t.regex(call?.header('traceparent') ?? '', new RegExp(`^00-${trace}-[0-9a-f]{16}-00$`));
});

test('without a collector the trace of the caller passes through', async (t) => {
  await using mesh = await startMesh();
  await callWeb(mesh.envoy.edgeUrl, ping, { token: await mesh.keys.issue(), headers: traced('01') });
  const call = mesh.backend('posts').calls.find(({ path }) => path === ping);
  t.is(call?.header('traceparent'), traced('01').traceparent);
});
