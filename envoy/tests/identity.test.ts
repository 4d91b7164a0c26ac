import test from 'ava';
import { makeCertificates, sharedCertificates } from '../../scripts/ca/testing/make-certificates.ts';
import { loadPolicies } from '../../services/kit/policies.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { startBackend } from '../testing/start-backend.ts';
import { startEnvoy } from '../testing/start-envoy.ts';
import { startMesh, type TestMesh } from '../testing/start-mesh.ts';
import { topology } from '../topology.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';
const resolve = '/tertulia.profile.v1.ProfileService/BatchResolveHandles';
let mesh: TestMesh;

test.before(async () => {
  mesh = await startMesh();
});
test.after.always(() => mesh?.[Symbol.asyncDispose]());

test('the mesh listener hangs up on who is no service of it', async (t) => {
  const certificates = await sharedCertificates();
  const stranger = await certificates.add('stranger', ['spiffe://tertulia/stranger']);
  const elsewhere = await certificates.add('elsewhere', ['spiffe://elsewhere/posts']);
  const nobody = await certificates.add('nobody', ['https://tertulia/posts']);
  using others = await makeCertificates();
  const foreign = { ...others.files('posts'), roots: certificates.files('posts').roots };
  for (const as of [stranger, elsewhere, nobody, foreign, certificates.files('web'), certificates.files('envoy')]) {
    t.is((await callNative(mesh.envoy.meshUrl, getPost, { authority: 'posts', as })).status, 'UNAVAILABLE');
  }
  const plain = mesh.envoy.meshUrl.replace('https:', 'http:');
  t.is((await callNative(plain, getPost, { authority: 'posts' })).status, 'UNAVAILABLE');
  t.is(mesh.backend('posts').calls.length, 0);
});

test('an RPC for services is answered to those that the contract names, and to no other', async (t) => {
  for (const [path, { audience, callers, serverStreaming }] of loadPolicies()) {
    if (audience !== 'AUDIENCE_SERVICES' || serverStreaming) continue;
    for (const { name } of topology) {
      const { status } = await callNative(mesh.envoy.meshUrl, path, {
        authority: 'profile',
        as: name,
        headers: { 'x-tertulia-service': `spiffe://tertulia/${callers[0]}` },
      });
      t.is(status, callers.includes(name) ? 'OK' : 'PERMISSION_DENIED', `${name} calls ${path}`);
    }
  }
});

test('a certificate of two names has the rights of neither at a service', async (t) => {
  const as = await (await sharedCertificates()).add('two', ['spiffe://tertulia/posts', 'spiffe://tertulia/comments']);
  const headers = { 'x-request-id': 'of-two-names' };
  await callNative(mesh.envoy.meshUrl, resolve, { authority: 'profile', as, headers });
  const heard = mesh.backend('profile').calls.find((call) => call.header('x-request-id') === 'of-two-names');
  t.is(heard?.header('x-tertulia-service'), 'spiffe://tertulia/posts,spiffe://tertulia/comments');
});

test('Envoy does not call one service in the place of another', async (t) => {
  await using profile = await startBackend({ as: 'profile' });
  await using envoy = await startEnvoy({ services: { posts: [profile.address], profile: [profile.address] } });
  t.is((await callWeb(envoy.edgeUrl, getPost)).status, 'UNAVAILABLE');
  t.is((await callWeb(envoy.edgeUrl, '/tertulia.profile.v1.ProfileService/GetProfile')).status, 'OK');
  t.is(profile.calls.length, 1);
});

test('Envoy calls nobody who was signed by another CA', async (t) => {
  using others = await makeCertificates();
  await using posts = await startBackend({ as: 'posts' });
  await using envoy = await startEnvoy({ services: { posts: [posts.address] }, certificates: others.directory });
  t.is((await callWeb(envoy.edgeUrl, getPost)).status, 'UNAVAILABLE');
  t.is(posts.calls.length, 0);
});
