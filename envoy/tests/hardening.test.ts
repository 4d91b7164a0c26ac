import { once } from 'node:events';
import { connect, constants } from 'node:http2';
import test from 'ava';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { callWeb } from '../testing/call-web.ts';
import { openSocket, type RawSocket } from '../testing/raw-socket.ts';
import type { RunningEnvoy } from '../testing/start-envoy.ts';
import { startMesh } from '../testing/start-mesh.ts';

const listPosts = '/tertulia.posts.v1.TimelineService/ListAuthorPosts';

async function readStat({ adminUrl }: RunningEnvoy, name: string): Promise<number> {
  const text = await (await fetch(`${adminUrl}/stats?filter=${encodeURIComponent(`^${name}$`)}`)).text();
  return Number(/: (\d+)/.exec(text)?.[1]);
}

const rpcHeaders = { ':method': 'POST', ':path': listPosts, 'content-type': 'application/grpc' };
const manyHeaders = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`x-${i}`, 'x']));
const largeHeaders = { 'x-large': 'x'.repeat(33 * 1024) };

test.serial('who sends headers slowly is cut off', async (t) => {
  await using mesh = await startMesh({ edgeLimits: { headersTimeoutMs: 200 } });
  using socket = await openSocket(mesh.envoy.edgeUrl);
  socket.write('GET / HTTP/1.1\r\nhost: tertulia\r\nx-slow: ');
  await socket.untilClosed();
  t.regex(socket.received, /^HTTP\/1\.1 408 /);
});

test.serial('who sends a body slowly is cut off', async (t) => {
  await using mesh = await startMesh({ edgeLimits: { requestTimeoutMs: 200 } });
  using socket = await openSocket(mesh.envoy.edgeUrl);
  socket.write(
    `POST ${listPosts} HTTP/1.1\r\nhost: tertulia\r\ncontent-type: application/grpc-web+proto\r\ncontent-length: 100\r\n\r\nx`,
  );
  await socket.untilClosed();
  t.regex(socket.received, /^HTTP\/1\.1 408 /);
});

test.serial(
  'a request that takes longer than it may arrive in is no reason to end the stream that it opened',
  async (t) => {
    await using mesh = await startMesh({ edgeLimits: { requestTimeoutMs: 200 } });
    const headers = { 'x-grpc-web': '1', 'content-type': 'application/grpc-web+proto' };
    const token = await mesh.keys.issue();
    const ended = callWeb(mesh.envoy.edgeUrl, '/tertulia.posts.v1.TimelineService/WatchHome', { token, headers });
    const stream = await waitFor(() => mesh.backend('posts').streams.at(-1));
    const opened = Date.now();
    await waitFor(() => Date.now() - opened > 500);
    stream.send(new Uint8Array());
    stream.end();
    t.is((await ended).messages.length, 1);
  },
);

test.serial('a connection that nobody uses is closed, and so is one that has been open for long', async (t) => {
  for (const edgeLimits of [{ idleTimeoutMs: 200 }, { maxConnectionAgeMs: 200 }]) {
    await using mesh = await startMesh({ edgeLimits });
    using socket = await openSocket(mesh.envoy.edgeUrl);
    await socket.untilClosed();
    t.is(socket.received, '');
  }
});

test.serial('too many headers, and too large ones, are refused', async (t) => {
  await using mesh = await startMesh();
  for (const headers of [manyHeaders, largeHeaders]) {
    t.is((await callWeb(mesh.envoy.edgeUrl, listPosts, { headers })).httpStatus, 431);
  }
  t.deepEqual(mesh.backend('posts').calls, []);
});

test.serial('of HTTP/2 too, and the service hears nothing of it', async (t) => {
  await using mesh = await startMesh();
  const ends: string[] = [];
  for (const headers of [manyHeaders, largeHeaders]) {
    const session = connect(mesh.envoy.edgeUrl);
    const stream = session.request({ ...rpcHeaders, ...headers });
    stream.on('response', (response) => ends.push(`${response[':status']}`));
    stream.on('error', () => ends.push('reset'));
    stream.resume().end();
    await waitFor(() => ends.length > 0 && stream.closed);
    session.destroy();
  }
  t.deepEqual(ends, ['reset', 'reset']);
  t.deepEqual(mesh.backend('posts').calls, []);
});

test.serial('connections over the limit are closed, and the mesh and the admin interface stay open', async (t) => {
  await using mesh = await startMesh({ edgeLimits: { maxConnections: 5 } });
  using stack = new DisposableStack();
  const sockets: RawSocket[] = [];
  for (let i = 0; i < 8; i++) sockets.push(stack.use(await openSocket(mesh.envoy.edgeUrl)));
  const closed = () => sockets.filter((socket) => socket.closed).length;
  await waitFor(() => closed() >= 3);
  t.is(closed(), 3);
  using inside = await openSocket(mesh.envoy.meshUrl);
  inside.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  await waitFor(() => inside.received !== '');
  t.true((await fetch(`${mesh.envoy.adminUrl}/ready`)).ok);
});

test.serial('who opens streams only to reset them loses the connection', async (t) => {
  await using mesh = await startMesh({ edgeLimits: { prematureResets: 100 } });
  const session = connect(mesh.envoy.edgeUrl);
  session.on('error', () => undefined);
  for (let i = 0; i < 200 && !session.closed && !session.destroyed; i++) {
    const stream = session.request(rpcHeaders);
    stream.on('error', () => undefined);
    stream.close(constants.NGHTTP2_CANCEL);
    await once(stream, 'close');
  }
  await waitFor(() => session.destroyed);
  t.is(await readStat(mesh.envoy, 'http.edge.downstream_rq_too_many_premature_resets'), 1);
});

test.serial('only so many streams are open on a connection', async (t) => {
  await using mesh = await startMesh();
  const session = connect(mesh.envoy.edgeUrl);
  await once(session, 'remoteSettings');
  t.is(session.remoteSettings.maxConcurrentStreams, 100);
  t.is(session.remoteSettings.initialWindowSize, 65_536);
  session.destroy();
});

// RFC 9113, 6: length, type, flags, stream, payload.
const settings = '\0\0\0\x04\0\0\0\0\0';
const floods = {
  inbound_priority_frames_flood: '\0\0\x05\x02\0\0\0\0\x01\0\0\0\x03\x10',
  inbound_window_update_frames_flood: '\0\0\x04\x08\0\0\0\0\0\0\0\0\x01',
};
for (const [name, frame] of Object.entries(floods)) {
  test.serial(`frames that carry nothing end the connection when they are many: ${name}`, async (t) => {
    await using mesh = await startMesh();
    using socket = await openSocket(mesh.envoy.edgeUrl);
    socket.write(`PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${settings}${frame.repeat(1000)}`);
    await socket.untilClosed();
    t.is(await readStat(mesh.envoy, `http2.${name}`), 1);
  });
}
