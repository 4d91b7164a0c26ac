import test from 'ava';
import { callWeb } from '../testing/call-web.ts';
import { startMesh, type TestMesh } from '../testing/start-mesh.ts';

const listed = 'http://localhost:5173';
const foreign = 'http://localhost:5173.evil.example';
const createPost = '/tertulia.posts.v1.PostService/CreatePost';
let mesh: TestMesh;

test.before(async () => {
  mesh = await startMesh({ origins: [listed] });
});
test.after.always(() => mesh?.[Symbol.asyncDispose]());

function preflight(origin: string): Promise<Response> {
  return fetch(`${mesh.envoy.edgeUrl}${createPost}`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-grpc-web,authorization',
    },
  });
}

test('a page of a listed origin may call', async (t) => {
  const { status, headers } = await preflight(listed);
  t.is(status, 200);
  t.is(headers.get('access-control-allow-origin'), listed);
  t.is(headers.get('access-control-allow-credentials'), 'true');
  t.regex(headers.get('access-control-allow-headers') ?? '', /authorization.*content-type.*x-grpc-web/);
});

test('a page of another origin may not', async (t) => {
  const { headers } = await preflight(foreign);
  t.is(headers.get('access-control-allow-origin'), null);
  const answer = await callWeb(mesh.envoy.edgeUrl, '/tertulia.posts.v1.PostService/GetPost', {
    headers: { origin: foreign },
  });
  t.is(answer.headers.get('access-control-allow-origin'), null);
});

test('no preflight reaches a service', async (t) => {
  await preflight(listed);
  await preflight(foreign);
  t.deepEqual(
    mesh.backend('posts').calls.filter(({ path }) => path === createPost),
    [],
  );
});

test('a page can read why a call failed', async (t) => {
  const headers = { origin: listed };
  const refused = await callWeb(mesh.envoy.edgeUrl, createPost, { headers });
  const invented = await callWeb(mesh.envoy.edgeUrl, '/tertulia.posts.v1.PostService/Invented', { headers });
  for (const [answer, status] of [
    [refused, 'UNAUTHENTICATED'],
    [invented, 'UNIMPLEMENTED'],
  ] as const) {
    t.is(answer.status, status);
    t.is(answer.headers.get('access-control-allow-origin'), listed);
    t.regex(
      answer.headers.get('access-control-expose-headers') ?? '',
      /grpc-status.*grpc-message.*grpc-status-details-bin/,
    );
  }
});
