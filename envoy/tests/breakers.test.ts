import test from 'ava';
import { loadPolicies } from '../../services/kit/policies.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { readErrorDetails } from '../../web/src/rpc/error-details.ts';
import { circuitBreakers } from '../clusters/breakers.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb, type WebAnswer } from '../testing/call-web.ts';
import { startBackend } from '../testing/start-backend.ts';
import { startEnvoy } from '../testing/start-envoy.ts';
import { startKeys } from '../testing/start-keys.ts';

const getPost = '/tertulia.posts.v1.PostService/GetPost';
const watchHome = '/tertulia.posts.v1.TimelineService/WatchHome';
const signIn = '/tertulia.profile.v1.SessionService/SignIn';
const getProfile = '/tertulia.profile.v1.ProfileService/GetProfile';
const origin = 'http://localhost:5173';
const room = circuitBreakers.thresholds?.[0]?.maxRequests ?? 0;

/** However long the test takes, no call is made again since it took too long. */
const patientPolicies = new Map(
  [...loadPolicies()].map(([path, policy]) => [path, policy.timeoutMs ? { ...policy, timeoutMs: 60_000 } : policy]),
);

/** Envoy before a service that answers nothing until `answer` is called. */
async function startSlow() {
  await using stack = new AsyncDisposableStack();
  const { promise: until, resolve: answer } = Promise.withResolvers<void>();
  const keys = stack.use(await startKeys());
  const backend = stack.use(await startBackend({ until }));
  const services = { posts: [backend.address], profile: [backend.address] };
  const options = { services, jwks: keys.address, origins: [origin], policies: patientPolicies };
  const envoy = stack.use(await startEnvoy(options));
  const owned = stack.move();
  return { keys, backend, envoy, answer, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

test.serial(
  'what a service cannot take is refused at once, with CORS and when to call again, and is not called again',
  async (t) => {
    await using slow = await startSlow();
    const { backend, envoy } = slow;
    const surplus = 20;
    const refused: WebAnswer[] = [];
    const calls = Array.from({ length: room + surplus }, async () => {
      const answer = await callWeb(envoy.edgeUrl, getPost, { headers: { origin } });
      if (answer.status !== 'OK') refused.push(answer);
      return answer.status;
    });
    await waitFor(() => refused.length === surplus && backend.calls.length === room, { timeoutMs: 10_000 });
    for (const { status, headers } of refused) {
      t.is(status, 'UNAVAILABLE');
      t.is(headers.get('access-control-allow-origin'), origin);
      const details = Buffer.from(headers.get('grpc-status-details-bin') ?? '', 'base64');
      t.like(readErrorDetails(details), { reason: 'OVERLOADED', retryDelayMs: 1000 });
    }
    t.is((await callNative(envoy.edgeUrl, getPost)).status, 'RESOURCE_EXHAUSTED');
    slow.answer();
    t.is((await Promise.all(calls)).filter((status) => status === 'OK').length, room);
    t.is(backend.calls.length, room);
    t.is((await callWeb(envoy.edgeUrl, getPost)).status, 'OK');
  },
);

test.serial('a flood of calls does not take the room of streams and of signing in', async (t) => {
  await using slow = await startSlow();
  const { backend, envoy, keys } = slow;
  const flood = Array.from({ length: room }, () => callWeb(envoy.edgeUrl, getProfile));
  const flooded = Array.from({ length: room }, () => callWeb(envoy.edgeUrl, getPost));
  await waitFor(() => backend.calls.length === 2 * room, { timeoutMs: 10_000 });
  const stream = callWeb(envoy.edgeUrl, watchHome, { token: await keys.issue() });
  const signedIn = callWeb(envoy.edgeUrl, signIn);
  await waitFor(() => backend.streams.length === 1 && backend.calls.some(({ path }) => path === signIn));
  slow.answer();
  t.is((await signedIn).status, 'OK');
  for (const { status } of await Promise.all([...flood, ...flooded])) t.is(status, 'OK');
  for (const open of backend.streams) open.end();
  t.is((await stream).status, 'OK');
});
