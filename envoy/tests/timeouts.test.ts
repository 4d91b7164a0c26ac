import test from 'ava';
import { loadPolicies, type MethodPolicy, type Policies } from '../../services/kit/policies.ts';
import { edgeRpcs } from '../contract.ts';
import { rpcRoutes } from '../edge/rpc-routes.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { type Backend, startBackend } from '../testing/start-backend.ts';
import { startEnvoy } from '../testing/start-envoy.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';
const resolve = '/tertulia.profile.v1.ProfileService/BatchResolveHandles';

/** The contract with this changed for every RPC. */
function policiesWith(change: Partial<MethodPolicy>): Policies {
  return new Map([...loadPolicies()].map(([path, policy]) => [path, { ...policy, ...change }]));
}

/** Envoy before a service whose first calls, so many, are never answered. */
async function startHanging(hanging: number, change: Partial<MethodPolicy> = {}) {
  await using stack = new AsyncDisposableStack();
  let calls = 0;
  const backend: Backend = stack.use(await startBackend({ hang: () => ++calls <= hanging }));
  const services = { posts: [backend.address], profile: [backend.address] };
  const policies = policiesWith({ timeoutMs: 100, ...change });
  const envoy = stack.use(await startEnvoy({ services, policies }));
  const owned = stack.move();
  return { backend, envoy, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

test.serial('a call that a service does not answer in time is made again, if it may be made twice', async (t) => {
  for (const idempotency of ['NO_SIDE_EFFECTS', 'IDEMPOTENT'] as const) {
    await using hanging = await startHanging(1, { idempotency });
    t.is((await callWeb(hanging.envoy.edgeUrl, getPost)).status, 'OK');
    t.is(hanging.backend.calls.length, 2);
  }
});

test.serial('one that may not be made twice is ended', async (t) => {
  await using hanging = await startHanging(1, { idempotency: 'IDEMPOTENCY_UNKNOWN' });
  t.is((await callNative(hanging.envoy.edgeUrl, getPost)).status, 'DEADLINE_EXCEEDED');
  t.is(hanging.backend.calls.length, 1);
});

test.serial('a call that is never answered is ended by the edge, after three tries', async (t) => {
  await using hanging = await startHanging(100);
  const { edgeUrl } = hanging.envoy;
  t.is((await callNative(edgeUrl, getPost)).status, 'DEADLINE_EXCEEDED');
  t.is(hanging.backend.calls.length, 3);
  // gRPC-Web has no other status for a 504.
  t.is((await callWeb(edgeUrl, getPost)).status, 'UNAVAILABLE');
  t.is(hanging.backend.calls.length, 6);
});

test.serial('the mesh ends it at the first try', async (t) => {
  await using hanging = await startHanging(100);
  const answer = await callNative(hanging.envoy.meshUrl, resolve, { authority: 'profile' });
  t.is(answer.status, 'DEADLINE_EXCEEDED');
  t.is(hanging.backend.calls.length, 1);
});

test('each route leaves the service the time of its policy, and all tries theirs before the backstop', (t) => {
  for (const { name, route } of rpcRoutes(edgeRpcs(loadPolicies()), { limited: true })) {
    const policy = loadPolicies().get(`/${name}`);
    const { timeout, maxStreamDuration, retryPolicy } = route ?? {};
    if (policy?.timeoutMs === undefined) t.deepEqual([timeout, retryPolicy?.perTryTimeout], ['0s', undefined]);
    else {
      const [tryMs, allMs, lastMs] = [retryPolicy?.perTryTimeout, timeout, maxStreamDuration?.maxStreamDuration].map(
        (text = '') => Number.parseFloat(text) * 1000,
      );
      t.is(tryMs, policy.timeoutMs + 500);
      t.true((allMs ?? 0) > 3 * (tryMs ?? 0) && (lastMs ?? 0) > (allMs ?? 0) + 15_000, name);
    }
  }
});
