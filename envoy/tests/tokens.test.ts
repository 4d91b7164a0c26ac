import test from 'ava';
import { loadPolicies } from '../../services/kit/policies.ts';
import { edgeRpcs, type OwnedRpc } from '../contract.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { startKeys } from '../testing/start-keys.ts';
import { startMesh, type TestMesh } from '../testing/start-mesh.ts';

const createPost = '/tertulia.posts.v1.PostService/CreatePost';
const rpcs = edgeRpcs(loadPolicies());
let mesh: TestMesh;

test.before(async () => {
  mesh = await startMesh();
});
test.after.always(() => mesh?.[Symbol.asyncDispose]());

/** How each RPC of `chosen` ends with this token, in native gRPC and in gRPC-Web. */
async function statuses(chosen: readonly OwnedRpc[], token?: string): Promise<string[]> {
  const found = new Set<string>();
  for (const { path } of chosen) {
    found.add(`native ${(await callNative(mesh.envoy.edgeUrl, path, { token })).status}`);
    found.add(`web ${(await callWeb(mesh.envoy.edgeUrl, path, { token })).status}`);
  }
  return [...found].sort();
}

const refused = ['native UNAUTHENTICATED', 'web UNAUTHENTICATED'];
const answered = ['native OK', 'web OK'];
const unary = rpcs.filter(({ policy }) => !policy.serverStreaming);
const forMembers = rpcs.filter(({ policy }) => policy.audience === 'AUDIENCE_MEMBER');
const forAnyone = unary.filter(({ policy }) => policy.audience === 'AUDIENCE_ANYONE');
const forGuests = unary.filter(({ policy }) => policy.audience === 'AUDIENCE_GUEST');

test('without a token a call reaches what is for guests and for anyone, and nothing for members', async (t) => {
  t.deepEqual(await statuses(forMembers), refused);
  t.deepEqual(await statuses(forAnyone), answered);
  t.deepEqual(await statuses(forGuests), answered);
});

test('a good token opens every RPC', async (t) => {
  const token = await mesh.keys.issue();
  t.deepEqual(await statuses(unary, token), answered);
});

test('an expired token is refused, but not where tokens are not read', async (t) => {
  const token = await mesh.keys.issue({ expiresIn: -60 });
  t.deepEqual(await statuses([...forMembers, ...forAnyone], token), refused);
  t.deepEqual(await statuses(forGuests, token), answered);
});

test('a forged token is refused', async (t) => {
  await using forger = await startKeys();
  const token = await forger.issue();
  t.deepEqual(await statuses([...forMembers, ...forAnyone], token), refused);
});

test('a token for another audience or of another issuer is refused', async (t) => {
  for (const claims of [{ aud: 'elsewhere' }, { iss: 'elsewhere' }]) {
    const token = await mesh.keys.issue(claims);
    t.is((await callWeb(mesh.envoy.edgeUrl, createPost, { token })).status, 'UNAUTHENTICATED');
    t.is((await callNative(mesh.envoy.edgeUrl, createPost, { token })).status, 'UNAUTHENTICATED');
  }
});

test('a token in the query is none', async (t) => {
  const token = await mesh.keys.issue();
  const { status } = await callWeb(mesh.envoy.edgeUrl, `${createPost}?access_token=${token}`);
  // No RPC has a query.
  t.is(status, 'UNIMPLEMENTED');
});

test('the service gets the token too, to verify it once more', async (t) => {
  const token = await mesh.keys.issue();
  await callWeb(mesh.envoy.edgeUrl, '/tertulia.comments.v1.CommentService/CreateComment', { token });
  t.is(mesh.backend('comments').calls.at(-1)?.header('authorization'), `Bearer ${token}`);
});

test('a refusal says whether the token is missing or bad', async (t) => {
  const expired = await mesh.keys.issue({ expiresIn: -60 });
  const reason = async (token?: string) => {
    const { headers } = await callWeb(mesh.envoy.edgeUrl, createPost, { token });
    return Buffer.from(headers.get('grpc-status-details-bin') ?? '', 'base64').toString();
  };
  t.regex(await reason(), /TOKEN_MISSING/);
  t.regex(await reason(expired), /TOKEN_INVALID/);
});
