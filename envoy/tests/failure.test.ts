import test from 'ava';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { startBackend } from '../testing/start-backend.ts';
import { startBreaking } from '../testing/start-breaking.ts';
import { startEnvoy } from '../testing/start-envoy.ts';
import { startKeys } from '../testing/start-keys.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';
const getProfile = '/tertulia.profile.v1.ProfileService/GetProfile';
const createPost = '/tertulia.posts.v1.PostService/CreatePost';
const signIn = '/tertulia.profile.v1.SessionService/SignIn';

test('a service that is down is UNAVAILABLE at once, while the others answer', async (t) => {
  await using profile = await startBackend();
  await using envoy = await startEnvoy({ services: { profile: [profile.address] } });
  const begin = Date.now();
  t.is((await callWeb(envoy.edgeUrl, getPost)).status, 'UNAVAILABLE');
  t.is((await callNative(envoy.edgeUrl, getPost)).status, 'UNAVAILABLE');
  t.true(Date.now() - begin < 1000);
  t.is((await callWeb(envoy.edgeUrl, getProfile)).status, 'OK');
});

test('a service that starts after the gateway gets calls soon', async (t) => {
  const { address } = await (async () => {
    await using earlier = await startBackend();
    return earlier;
  })();
  await using envoy = await startEnvoy({ services: { posts: [address] } });
  t.is((await callWeb(envoy.edgeUrl, getPost)).status, 'UNAVAILABLE');
  await using _posts = await startBackend({ port: address.port });
  await waitFor(async () => (await callWeb(envoy.edgeUrl, getPost)).status === 'OK', { timeoutMs: 3000 });
});

test('calls go on with the other replica when one dies', async (t) => {
  await using first = await startBackend();
  await using second = await startBackend();
  await using envoy = await startEnvoy({ services: { posts: [first.address, second.address] } });
  const call = async () => (await callWeb(envoy.edgeUrl, getPost)).status;
  await waitFor(async () => (await call()) === 'OK' && first.calls.length > 0 && second.calls.length > 0);
  await first[Symbol.asyncDispose]();
  const ended = [];
  for (let i = 0; i < 10; i++) ended.push(await call());
  t.deepEqual(new Set(ended), new Set(['OK']));
});

test('while the keys cannot be had a member is not told to be signed out', async (t) => {
  await using keys = await startKeys();
  await using profile = await startBackend();
  await using envoy = await startEnvoy({ services: { profile: [profile.address], posts: [profile.address] } });
  const token = await keys.issue();
  t.is((await callWeb(envoy.edgeUrl, createPost, { token })).status, 'UNAVAILABLE');
  t.is((await callNative(envoy.edgeUrl, createPost, { token })).status, 'UNAVAILABLE');
  t.is((await callWeb(envoy.edgeUrl, createPost)).status, 'UNAUTHENTICATED');
  t.is((await callWeb(envoy.edgeUrl, signIn, { token })).status, 'OK');
});

test('when a service dies during a call, the answer does not show what is behind the gateway', async (t) => {
  await using posts = await startBreaking();
  await using envoy = await startEnvoy({ services: { posts: [posts.address] } });
  const { status, headers } = await callWeb(envoy.edgeUrl, getPost);
  t.is(status, 'UNAVAILABLE');
  t.is(decodeURIComponent(headers.get('grpc-message') ?? ''), 'the service did not answer');
});
