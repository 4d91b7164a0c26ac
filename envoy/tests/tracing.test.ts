import test from 'ava';
import { Metadata } from 'nice-grpc';
import { readTraceparent } from '../../services/kit/server/trace.ts';
import { startOtlpReceiver } from '../../services/kit/testing/otlp-receiver.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { startMesh } from '../testing/start-mesh.ts';

const ping = '/tertulia.mesh.v1.PingService/Ping';
const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const traced = (flags: string) => ({ traceparent: `00-${trace}-00f067aa0ba902b7-${flags}` });
const tracestate = 'vendor=a:b,other=00f067aa0ba902b7';
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
  const answer = await callWeb(mesh.envoy.edgeUrl, ping, { token: await mesh.keys.issue(), headers: traced('01') });
  t.is(answer.status, 'OK');
  const call = mesh.backend('posts').calls.find(({ path }) => path === ping);
  t.regex(call?.header('traceparent') ?? '', new RegExp(`^00-${trace}-[0-9a-f]{16}-00$`));
});

test('without a collector the trace of the caller passes through, and its state', async (t) => {
  await using mesh = await startMesh();
  const headers = { ...traced('01'), tracestate };
  await callWeb(mesh.envoy.edgeUrl, ping, { token: await mesh.keys.issue(), headers });
  const call = mesh.backend('posts').calls.find(({ path }) => path === ping);
  t.regex(call?.header('traceparent') ?? '', new RegExp(`^00-${trace}-[0-9a-f]{16}-00$`));
  t.is(call?.header('tracestate'), tracestate);
});

test('with a collector the state of the trace passes through too', async (t) => {
  await using receiver = await startOtlpReceiver();
  await using mesh = await startMesh({ tracing: { host: '127.0.0.1', port: receiver.port, sampling: 1 } });
  const headers = { ...traced('00'), tracestate };
  await callNative(mesh.envoy.edgeUrl, ping, { token: await mesh.keys.issue(), headers });
  await callNative(mesh.envoy.meshUrl, ping, { authority: 'posts', headers });
  const calls = mesh.backend('posts').calls.filter(({ path }) => path === ping);
  t.deepEqual(
    calls.map((call) => call.header('tracestate')),
    [tracestate, tracestate],
  );
});

test('without a collector, and without a trace of the caller, the log has the trace that the service gets', async (t) => {
  await using mesh = await startMesh();
  const ids = async (request: string) => {
    const lines = await waitFor(() => {
      const found = mesh.envoy.readAccessLog().filter((line) => line.request_id === request);
      return found.length > 0 ? found : undefined;
    });
    return lines.map((line) => line.trace_id);
  };
  const token = await mesh.keys.issue();
  for (const headers of [{}, { traceparent: 'not-a-trace' }]) {
    const answer = await callWeb(mesh.envoy.edgeUrl, ping, { token, headers });
    t.is(answer.status, 'OK');
    const request = answer.headers.get('x-request-id') ?? '';
    const call = mesh.backend('posts').calls.find((each) => each.header('x-request-id') === request);
    // As the service reads it, which passes over what is malformed.
    const sent = Metadata({ traceparent: call?.header('traceparent') ?? '', 'x-request-id': request });
    const traceId = readTraceparent(sent).split('-')[1] ?? '';
    t.regex(traceId, /^(?!0+$)[0-9a-f]{32}$/);
    t.deepEqual(await ids(request), [traceId]);
  }
  const refused = await callWeb(mesh.envoy.edgeUrl, ping);
  t.regex(String((await ids(refused.headers.get('x-request-id') ?? ''))[0]), /^[0-9a-f]{32}$/);
  const page = await fetch(mesh.envoy.edgeUrl);
  t.regex(String((await ids(page.headers.get('x-request-id') ?? ''))[0]), /^[0-9a-f]{32}$/);
  const inside = { 'x-request-id': '0190f3a0-0000-4000-8000-000000000001' };
  await callNative(mesh.envoy.meshUrl, ping, { authority: 'posts', headers: inside });
  const lines = await waitFor(() => {
    const found = mesh.envoy.readAccessLog().filter(({ listener }) => listener === 'mesh');
    return found.length > 0 ? found : undefined;
  });
  const heard = mesh.backend('posts').calls.at(-1)?.header('traceparent')?.split('-')[1];
  t.deepEqual(
    lines.map((line) => line.trace_id),
    [heard],
  );
});
