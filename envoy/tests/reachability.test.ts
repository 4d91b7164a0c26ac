import test from 'ava';
import { loadPolicies } from '../../services/kit/policies.ts';
import { edgeRpcs } from '../contract.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { startMesh, type TestMesh } from '../testing/start-mesh.ts';

const createPost = '/tertulia.posts.v1.PostService/CreatePost';
let mesh: TestMesh;

test.before(async () => {
  mesh = await startMesh();
});
test.after.always(() => mesh?.[Symbol.asyncDispose]());

function receivedWithoutToken(): string[] {
  const calls = [...mesh.backends.values()].flatMap((backend) => backend.calls);
  return calls.filter((call) => call.header('authorization') === undefined).map(({ path }) => path);
}

test('each RPC is answered by the service that owns it, under its own name', async (t) => {
  const token = await mesh.keys.issue();
  for (const { path, owner, policy } of edgeRpcs(loadPolicies())) {
    if (policy.serverStreaming) continue;
    await callWeb(mesh.envoy.edgeUrl, path, { token });
    t.like(
      mesh.backend(owner.name).calls.find((call) => call.path === path),
      { host: owner.name },
    );
  }
});

const unreachable = [
  ...[...loadPolicies()].filter(([, { audience }]) => audience === 'AUDIENCE_SERVICES').map(([path]) => path),
  '/tertulia.posts.v1.PostService/Invented',
  '/tertulia.invented.v1.InventedService/Get',
  '/grpc.health.v1.Health/Check',
  '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
];
for (const path of unreachable) {
  test(`${path} does not exist from outside`, async (t) => {
    for (const token of [undefined, 'nonsense', await mesh.keys.issue()]) {
      t.is((await callNative(mesh.envoy.edgeUrl, path, { token })).status, 'UNIMPLEMENTED');
      t.is((await callWeb(mesh.envoy.edgeUrl, path, { token })).status, 'UNIMPLEMENTED');
    }
    t.false([...mesh.backends.values()].some(({ calls }) => calls.some((call) => call.path === path)));
  });
}

test('gRPC-Web by another method than POST does not exist', async (t) => {
  const headers = { 'content-type': 'application/grpc-web+proto' };
  for (const method of ['GET', 'DELETE', 'PUT']) {
    const response = await fetch(`${mesh.envoy.edgeUrl}${createPost}`, { method, headers });
    t.is(response.headers.get('grpc-status'), '12', method);
  }
});

const oddPaths = [
  `/${createPost}`,
  createPost.replace('Service/', 'Service//'),
  createPost.replace('/Create', '/./Create'),
  createPost.replace('/Create', '/x/../Create'),
  createPost.replace('/Create', '%2FCreate'),
  createPost.replace('/Create', '%2fCreate'),
  createPost.replace('/Create', '/%43reate'),
  createPost.replace('/Create', '\\Create'),
  `${createPost};x=1`,
  `${createPost}/`,
  `${createPost}%00`,
  `${createPost}?x=1`,
  createPost.toUpperCase(),
  createPost.toLowerCase(),
];
for (const path of oddPaths) {
  test(`${path} is no way round the token`, async (t) => {
    const { status } = await callNative(mesh.envoy.edgeUrl, path);
    t.not(status, 'OK');
    t.false(receivedWithoutToken().includes(createPost));
  });
}

test.serial('who calls cannot be claimed from outside', async (t) => {
  const path = '/tertulia.comments.v1.CommentService/ListComments';
  const headers = { 'x-tertulia-service': 'posts', 'x-tertulia-account': 'a', 'x-tertulia-anything': 'x' };
  await callNative(mesh.envoy.edgeUrl, path, { headers });
  await callWeb(mesh.envoy.edgeUrl, path, { headers });
  const calls = mesh
    .backend('comments')
    .calls.filter((call) => call.path === path)
    .slice(-2);
  t.deepEqual(
    calls.map((call) => call.header('x-tertulia-service')),
    ['edge', 'edge'],
  );
  t.deepEqual(
    calls.map((call) => call.header('x-tertulia-account')),
    [undefined, undefined],
  );
  t.deepEqual(
    calls.map((call) => call.header('x-tertulia-anything')),
    [undefined, undefined],
  );
});

test.serial(
  'a caller on this machine is a stranger too: its request id and wishes for Envoy do not count',
  async (t) => {
    const path = '/tertulia.posts.v1.TimelineService/ListAuthorPosts';
    const headers = { 'x-request-id': 'claimed', 'x-envoy-retry-on': '5xx', 'x-forwarded-for': '198.51.100.7' };
    await callNative(mesh.envoy.edgeUrl, path, { headers });
    const call = mesh.backend('posts').calls.findLast((each) => each.path === path);
    t.not(call?.header('x-request-id'), 'claimed');
    t.is(call?.header('x-envoy-retry-on'), undefined);
    // One address, that of the connection; for a caller on this machine Envoy says the machine's own.
    t.regex(call?.header('x-forwarded-for') ?? '', /^[\da-f.:]+$/);
    t.not(call?.header('x-forwarded-for'), '198.51.100.7');
  },
);

test('headers with underscores, which some servers read as hyphens, are refused', async (t) => {
  const { httpStatus } = await callWeb(mesh.envoy.edgeUrl, createPost, { headers: { x_tertulia_service: 'posts' } });
  t.is(httpStatus, 400);
});
