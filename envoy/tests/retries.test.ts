import test from 'ava';
import { Status } from 'nice-grpc';
import { loadPolicies } from '../../services/kit/policies.ts';
import { edgeRpcs } from '../contract.ts';
import { rpcRoutes } from '../edge/rpc-routes.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { type Backend, startBackend } from '../testing/start-backend.ts';
import { startBreaking } from '../testing/start-breaking.ts';
import { startEnvoy } from '../testing/start-envoy.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';
const signIn = '/tertulia.profile.v1.SessionService/SignIn';
const resolve = '/tertulia.profile.v1.ProfileService/BatchResolveHandles';

/** A backend whose first calls of each RPC end with `status`. */
function failingFirst(failures: number, status: number): Promise<Backend> {
  const attempts = new Map<string, number>();
  return startBackend({
    refuse: ({ path }) => {
      attempts.set(path, (attempts.get(path) ?? 0) + 1);
      return (attempts.get(path) ?? 0) <= failures ? status : undefined;
    },
  });
}

test.serial('a call that may be made twice is made again when the service is not available', async (t) => {
  for (const call of [callWeb, callNative]) {
    await using backend = await failingFirst(2, Status.UNAVAILABLE);
    await using envoy = await startEnvoy({ services: { posts: [backend.address], profile: [backend.address] } });
    for (const path of [getPost, signIn]) {
      t.is((await call(envoy.edgeUrl, path)).status, 'OK');
      t.is(backend.calls.filter((each) => each.path === path).length, 3);
    }
  }
});

test.serial('it is not made more than three times', async (t) => {
  await using backend = await failingFirst(100, Status.UNAVAILABLE);
  await using envoy = await startEnvoy({ services: { posts: [backend.address] } });
  t.is((await callWeb(envoy.edgeUrl, getPost)).status, 'UNAVAILABLE');
  t.is(backend.calls.length, 3);
});

test.serial('what the service has decided is not asked again', async (t) => {
  for (const status of [Status.INTERNAL, Status.RESOURCE_EXHAUSTED, Status.DEADLINE_EXCEEDED, Status.ABORTED]) {
    await using backend = await failingFirst(1, status);
    await using envoy = await startEnvoy({ services: { posts: [backend.address] } });
    t.is((await callNative(envoy.edgeUrl, getPost)).status, Status[status]);
    t.is(backend.calls.length, 1);
  }
});

test.serial('the mesh does not call again what the edge calls again already', async (t) => {
  await using backend = await failingFirst(1, Status.UNAVAILABLE);
  await using envoy = await startEnvoy({ services: { profile: [backend.address] } });
  t.is((await callNative(envoy.meshUrl, resolve, { authority: 'profile' })).status, 'UNAVAILABLE');
  t.is(backend.calls.length, 1);
});

test.serial('but calls again what has not begun there', async (t) => {
  for (const [by, attempts] of [
    ['refusal', 3],
    ['break', 1],
  ] as const) {
    await using breaking = await startBreaking(by);
    await using envoy = await startEnvoy({ services: { profile: [breaking.address] } });
    t.is((await callNative(envoy.meshUrl, resolve, { authority: 'profile' })).status, 'UNAVAILABLE');
    t.is(breaking.broken, attempts, by);
  }
});

const unary = [...loadPolicies()].filter(([, { serverStreaming }]) => !serverStreaming);

/** On what the edge calls again, of any of these RPCs; undefined is never. */
const retryOn = (policies: ReturnType<typeof loadPolicies>) =>
  new Set(rpcRoutes(edgeRpcs(policies), { limited: true }).map(({ route }) => route?.retryPolicy?.retryOn));

test('an RPC of which the contract does not say what a second call does is only called again if nothing has run', (t) => {
  const unknown = unary.map(([path, policy]) => [path, { ...policy, idempotency: 'IDEMPOTENCY_UNKNOWN' }] as const);
  t.deepEqual(retryOn(new Map(unknown)), new Set(['connect-failure,refused-stream']));
  t.deepEqual(retryOn(new Map(unary)), new Set(['connect-failure,refused-stream,reset,unavailable']));
});

test('a stream is never called again, so that its request is not kept for as long as it is open', (t) => {
  const streams = [...loadPolicies()].filter(([, { serverStreaming }]) => serverStreaming);
  t.deepEqual(retryOn(new Map(streams)), new Set([undefined]));
});

test.serial(
  'calls that are made again are a fifth of all at most, so that a service in distress is not buried',
  async (t) => {
    await using backend = await failingFirst(1000, Status.UNAVAILABLE);
    await using envoy = await startEnvoy({ services: { posts: [backend.address] } });
    const calls = 60;
    await Promise.all(Array.from({ length: calls }, () => callWeb(envoy.edgeUrl, getPost)));
    t.log(`${backend.calls.length} attempts of ${calls} calls`);
    t.true(backend.calls.length < calls * 1.6);
  },
);
