import test from 'ava';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { openSocket } from '../testing/raw-socket.ts';
import { startMesh, type TestMesh } from '../testing/start-mesh.ts';

const listPosts = '/tertulia.posts.v1.TimelineService/ListAuthorPosts';
const listed = 'http://localhost:5173';
const alsoListed = 'https://app.example';
const foreign = 'http://localhost:5173.evil.example';
const odd = { 'an escaped slash': listPosts.replace('Service/', 'Service%2F'), 'a zero byte': `${listPosts}%00` };

let mesh: TestMesh;
test.before(async () => {
  mesh = await startMesh({ origins: [listed, alsoListed], edgeLimits: { requestTimeoutMs: 300 } });
});
test.after.always(() => mesh?.[Symbol.asyncDispose]());

for (const [name, path] of Object.entries(odd)) {
  test(`a path with ${name} is no RPC, and a page of a listed origin can read that`, async (t) => {
    for (const origin of [listed, alsoListed]) {
      const preflight = await fetch(`${mesh.envoy.edgeUrl}${path}`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-grpc-web' },
      });
      t.is(preflight.status, 200);
      t.is(preflight.headers.get('access-control-allow-origin'), origin);
      t.regex(preflight.headers.get('access-control-allow-headers') ?? '', /x-grpc-web/);

      const { status, headers, body } = await callWeb(mesh.envoy.edgeUrl, path, { headers: { origin } });
      t.is(status, 'UNIMPLEMENTED');
      // A text would be taken for a message by who reads a stream.
      t.is(body.length, 0);
      t.is(headers.get('grpc-message'), 'there is no such RPC');
      t.is(headers.get('access-control-allow-origin'), origin);
      t.is(headers.get('access-control-allow-credentials'), 'true');
      t.regex(headers.get('access-control-expose-headers') ?? '', /grpc-status.*grpc-message/);
    }
  });

  test(`a page of another origin cannot, with ${name}`, async (t) => {
    const { status, headers } = await callWeb(mesh.envoy.edgeUrl, path, { headers: { origin: foreign } });
    t.is(status, 'UNIMPLEMENTED');
    t.is(headers.get('access-control-allow-origin'), null);
  });

  test(`a native caller gets the same, with ${name}`, async (t) => {
    const { status, error } = await callNative(mesh.envoy.edgeUrl, path);
    t.is(status, 'UNIMPLEMENTED');
    t.is(error?.details, 'there is no such RPC');
  });
}

const manyHeaders = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`x-${i}`, 'x']));
for (const [name, sent, httpStatus, status] of [
  ['too many headers', manyHeaders, 431, 'RESOURCE_EXHAUSTED'],
  ['too large headers', { 'x-large': 'x'.repeat(33 * 1024) }, 431, 'RESOURCE_EXHAUSTED'],
  ['an underscore in the name of a header', { x_a: '1' }, 400, 'INVALID_ARGUMENT'],
] as const) {
  test(`${name} are told as a gRPC status, as far as Envoy answers them at all`, async (t) => {
    const answer = await callWeb(mesh.envoy.edgeUrl, listPosts, { headers: { origin: listed, ...sent } });
    t.is(answer.httpStatus, httpStatus);
    t.is(answer.status, status);
    t.is(answer.body.length, 0);
    t.regex(answer.headers.get('grpc-message') ?? '', /headers/);
    // It has not read whose page it was: see docs/edge.md.
    t.is(answer.headers.get('access-control-allow-origin'), null);
  });
}

test('a request that does not arrive in time is told so, with CORS', async (t) => {
  using socket = await openSocket(mesh.envoy.edgeUrl);
  const headers = `host: tertulia\r\norigin: ${listed}\r\ncontent-type: application/grpc-web+proto\r\ncontent-length: 9`;
  socket.write(`POST ${listPosts} HTTP/1.1\r\n${headers}\r\n\r\nx`);
  await socket.untilClosed();
  t.regex(socket.received, /^HTTP\/1\.1 408 /);
  t.regex(socket.received, /\r\ngrpc-status: \d+\r\n/);
  t.regex(socket.received, /\r\naccess-control-allow-origin: http:\/\/localhost:5173\r\n/);
});
