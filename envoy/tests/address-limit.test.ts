import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import test from 'ava';
import { loadPolicies, type MethodPolicy } from '../../services/kit/policies.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { readErrorDetails } from '../../web/src/rpc/error-details.ts';
import { defaultAddressLimit } from '../edge/address-limit.ts';
import { callNative } from '../testing/call-native.ts';
import { callWeb } from '../testing/call-web.ts';
import { startMesh } from '../testing/start-mesh.ts';

const listPosts = '/tertulia.posts.v1.TimelineService/ListAuthorPosts';
const getPost = '/tertulia.posts.v1.PostService/GetPost';
const signUp = '/tertulia.profile.v1.AccountService/SignUp';
const signIn = '/tertulia.profile.v1.SessionService/SignIn';
const origin = 'http://localhost:5173';
const addressLimit = { requestsPerSecond: 1, burst: 3 };

function withLimit(path: string, requests: number): Map<string, MethodPolicy> {
  const policies = new Map(loadPolicies());
  const policy = policies.get(path);
  if (policy === undefined) throw new Error(`${path} is gone`);
  return policies.set(path, { ...policy, rateLimit: { requests, perMs: 60_000, scope: 'SCOPE_ADDRESS' } });
}

/** The delay that a client reads from the details of an error. */
function delayOf(details: string | null): number | undefined {
  return readErrorDetails(Buffer.from(details ?? '', 'base64')).retryDelayMs;
}

test.serial('who asks too often is refused for a while, whatever it claims to be', async (t) => {
  await using mesh = await startMesh({ addressLimit });
  const ask = async (from: number) => {
    const headers = { 'x-forwarded-for': `198.51.100.${from}`, forwarded: `for=198.51.100.${from}` };
    return (await callNative(mesh.envoy.edgeUrl, listPosts, { headers })).status;
  };
  const statuses = [];
  for (let i = 0; i < 5; i++) statuses.push(await ask(i));
  t.deepEqual(statuses.slice(0, 3), ['OK', 'OK', 'OK']);
  t.is(statuses.at(-1), 'RESOURCE_EXHAUSTED');
  await waitFor(async () => (await ask(9)) === 'OK', { timeoutMs: 5000 });
});

test.serial('addresses do not count together', async (t) => {
  await using mesh = await startMesh({ addressLimit });
  const ask = async (localAddress: string) => {
    const [response] = await once(get(mesh.envoy.edgeUrl, { localAddress, agent: false }), 'response');
    return (response as IncomingMessage).resume().statusCode;
  };
  for (let i = 0; i < 5; i++) await ask('127.0.0.2');
  t.is(await ask('127.0.0.2'), 429);
  t.is(await ask('127.0.0.3'), 200);
});

test.serial('behind a proxy of our own the address is what the proxy says, not what its caller claims', async (t) => {
  await using mesh = await startMesh({ addressLimit, trustedProxies: 1 });
  const ask = async (claimed: string, seen: string) => {
    const headers = { 'x-forwarded-for': `${claimed}, ${seen}` };
    return (await callNative(mesh.envoy.edgeUrl, listPosts, { headers })).status;
  };
  for (let i = 0; i < 5; i++) await ask(`192.0.2.${i}`, '198.51.100.1');
  t.is(await ask('192.0.2.9', '198.51.100.1'), 'RESOURCE_EXHAUSTED');
  t.is(await ask('192.0.2.9', '198.51.100.2'), 'OK');
});

test.serial('addresses of one IPv6 network count together, those of another do not', async (t) => {
  await using mesh = await startMesh({ addressLimit, trustedProxies: 1 });
  const ask = async (seen: string) =>
    (await callNative(mesh.envoy.edgeUrl, listPosts, { headers: { 'x-forwarded-for': seen } })).status;
  for (let i = 0; i < 5; i++) await ask(`2001:db8:0:1::${i}`);
  t.is(await ask('2001:db8:0:1:ffff::9'), 'RESOURCE_EXHAUSTED');
  t.is(await ask('2001:db8:0:2::9'), 'OK');
});

test.serial('a page can read that it asked too often, and when to ask again', async (t) => {
  await using mesh = await startMesh({ addressLimit, origins: [origin] });
  const ask = () => callWeb(mesh.envoy.edgeUrl, listPosts, { headers: { origin } });
  const { status, httpStatus, headers } = await waitFor(async () => {
    const answer = await ask();
    return answer.status === 'OK' ? undefined : answer;
  });
  t.is(httpStatus, 429);
  t.is(status, 'UNAVAILABLE');
  t.regex(Buffer.from(headers.get('grpc-status-details-bin') ?? '', 'base64').toString(), /RATE_LIMITED/);
  t.is(headers.get('retry-after'), '1');
  t.is(delayOf(headers.get('grpc-status-details-bin')), 1000);
  t.is(headers.get('access-control-allow-origin'), origin);
  t.regex(headers.get('access-control-expose-headers') ?? '', /retry-after/);
});

test.serial('an RPC has the limit by address that the contract gives it, and others are not touched', async (t) => {
  await using mesh = await startMesh({
    policies: withLimit(listPosts, 2),
    addressLimit: { requestsPerSecond: 100, burst: 100 },
  });
  const ask = async (path: string) => (await callNative(mesh.envoy.edgeUrl, path)).status;
  t.deepEqual([await ask(listPosts), await ask(listPosts), await ask(listPosts)], ['OK', 'OK', 'RESOURCE_EXHAUSTED']);
  t.is(await ask(getPost), 'OK');
  const { error } = await callNative(mesh.envoy.edgeUrl, listPosts);
  t.regex(error?.metadata.get('grpc-status-details-bin').toString() ?? '', /RATE_LIMITED/);
  t.is(mesh.backend('posts').calls.filter(({ path }) => path === listPosts).length, 2);
});

test.serial('who is refused reads the whole time until its next call, rounded up', async (t) => {
  for (const [requests, retrySeconds] of [
    [1, 60],
    [6, 10],
    [7, 10],
    [9, 8],
  ] as const) {
    await using mesh = await startMesh({
      policies: withLimit(listPosts, requests),
      addressLimit: { requestsPerSecond: 100, burst: 100 },
    });
    const ask = () => callWeb(mesh.envoy.edgeUrl, listPosts);
    const { headers } = await waitFor(async () => {
      const answer = await ask();
      return answer.status === 'OK' ? undefined : answer;
    });
    const delayMs = delayOf(headers.get('grpc-status-details-bin'));
    t.is(delayMs, retrySeconds * 1000, `${requests} a minute: retry-after is ${headers.get('retry-after')}`);
  }
});

test.serial('the limits can be put out, those of single RPCs too', async (t) => {
  await using mesh = await startMesh({ policies: withLimit(listPosts, 1), addressLimit: false });
  for (let i = 0; i < 5; i++) t.is((await callNative(mesh.envoy.edgeUrl, listPosts)).status, 'OK');
});

test.serial(
  'nobody signs up more than 10 times a minute, or signs in more than 30 times, from one address',
  async (t) => {
    await using mesh = await startMesh({ addressLimit: defaultAddressLimit });
    for (const [path, allowed] of Object.entries({ [signUp]: 10, [signIn]: 30 })) {
      const statuses = await Promise.all(
        Array.from({ length: 35 }, async () => (await callNative(mesh.envoy.edgeUrl, path)).status),
      );
      t.is(statuses.filter((status) => status === 'OK').length, allowed, path);
    }
  },
);
