import test from 'ava';
import fc from 'fast-check';
import { Metadata } from 'nice-grpc';
import { CommentServiceDefinition } from '#gen/tertulia/comments/v1/comment_service.ts';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { SessionServiceDefinition } from '#gen/tertulia/profile/v1/session_service.ts';
import { type Rate, RateLimiter } from '../rate-limiter.ts';
import { readClientNetwork } from '../server/client-address.ts';
import { startServer } from '../server.ts';
import { type As, connect } from '../testing/connect.ts';
import { expectStatus } from '../testing/expect-status.ts';
import { fixedTokens } from '../testing/fixed-tokens.ts';
import { readRetryDelayMs } from '../testing/read-retry-delay.ts';
import { silentLogger } from '../testing/silent-logger.ts';

const minute = { requests: 3, perMs: 60_000 };

test('a burst passes, then one call for each share of the period', (t) => {
  let now = 1_000;
  const limiter = new RateLimiter(10, () => now);
  const take = () => limiter.take('ana', minute);
  t.deepEqual([take(), take(), take(), take()], [0, 0, 0, 20_000]);
  now += 19_999;
  t.is(take(), 1);
  now += 1;
  t.deepEqual([take(), take()], [0, 20_000]);
  now += 600_000;
  t.deepEqual([take(), take(), take(), take()], [0, 0, 0, 20_000]);
});

test('what is given back can be taken again', (t) => {
  const limiter = new RateLimiter(10, () => 5);
  for (let call = 0; call < 3; call += 1) limiter.take('ana', minute);
  limiter.giveBack('ana', minute);
  t.is(limiter.take('ana', minute), 0);
  t.is(limiter.take('ana', minute), 20_000);
});

test('of the keys, the ones that were not used for longest are forgotten', (t) => {
  const limiter = new RateLimiter(2, () => 0);
  const once = { requests: 1, perMs: 1_000 };
  for (const key of ['ana', 'bo', 'cy']) limiter.take(key, once);
  t.is(limiter.take('cy', once), 1_000);
  t.is(limiter.take('ana', once), 0);
});

test('whatever the calls, each period has at most a burst and what came back since, and the wait told is the true one', (t) => {
  const steps = fc.array(fc.double({ min: 0, max: 4_000, noNaN: true }), { maxLength: 60 });
  const rates = fc.record({ requests: fc.integer({ min: 1, max: 20 }), perMs: fc.integer({ min: 1_000, max: 9_000 }) });
  const holds = (rate: Rate, waits: readonly number[]) => {
    let now = 0;
    const limiter = new RateLimiter(1, () => now);
    const passed: number[] = [];
    for (const wait of waits) {
      now += wait;
      const left = limiter.take('ana', rate);
      now += left;
      if (left > 0 && limiter.take('ana', rate) !== 0) return false;
      passed.push(now);
    }
    const within = (from: number) => passed.filter((time) => time >= from && time < from + rate.perMs).length;
    return passed.every((from) => within(from) <= 2 * rate.requests);
  };
  fc.assert(fc.property(rates, steps, holds));
  t.pass();
});

test('where a call comes from is what the gateway says, an IPv6 address counts as its network', (t) => {
  const network = (said: string | undefined, peer = '127.0.0.1:4000') =>
    readClientNetwork({ metadata: new Metadata(said === undefined ? {} : { 'x-envoy-external-address': said }), peer });
  t.is(network('192.0.2.7'), '192.0.2.7');
  t.is(network('::ffff:192.0.2.7'), '192.0.2.7');
  t.is(network('2001:db8:0:5::1'), network('2001:0db8::5:ffff:1:2:3'));
  t.not(network('2001:db8:0:5::1'), network('2001:db8:0:6::1'));
  t.is(network('::1'), '0:0:0:0::/64');
  t.is(network(undefined), '127.0.0.1');
  t.is(network(undefined, '[::1]:4000'), '0:0:0:0::/64');
});

test('a member is held to the rate of each RPC, told how long to wait, and hinders nobody else', async (t) => {
  await using server = await startComments();
  const [ana, bo] = [server.connect({ token: 'ana.s1' }), server.connect({ token: 'bo.s2' })];
  const again = server.connect({ token: 'ana.s3' });
  const clients = [ana, again];
  const { passed, error } = await callUntilRefused(async (call) => clients[call % 2]?.createComment({}));
  t.true(passed >= 60, String(passed));
  await expectStatus(t, Promise.reject(error), 'RESOURCE_EXHAUSTED', 'RATE_LIMITED');
  const waitMs = readRetryDelayMs(error);
  t.true(waitMs > 0 && waitMs <= 1_000, String(waitMs));
  await t.notThrowsAsync(ana.deleteComment({}));
  await t.notThrowsAsync(bo.createComment({}));
});

test('a call that is refused for its token takes nothing of anybody', async (t) => {
  await using server = await startComments();
  const stranger = server.connect({ token: 'bad' });
  for (let call = 0; call < 70; call += 1) {
    await expectStatus(t, stranger.createComment({}), 'UNAUTHENTICATED', 'TOKEN_INVALID');
  }
});

test('the rates of the contract can be multiplied, or turned off', async (t) => {
  await using half = await startComments(0.5);
  const ana = half.connect({ token: 'ana.s1' });
  const { passed } = await callUntilRefused(() => ana.createComment({}));
  t.true(passed >= 30 && passed < 60, String(passed));
  await using off = await startComments(0);
  const bo = off.connect({ token: 'bo.s1' });
  await t.notThrowsAsync(Promise.all(Array.from({ length: 200 }, () => bo.createComment({}))));
});

test('who has no account is counted by address', async (t) => {
  const answer = async () => ({});
  const session = {
    ...{ signIn: answer, refreshSession: answer, signOut: answer },
    ...{ listSessions: answer, revokeSession: answer, revokeOtherSessions: answer },
  };
  const fail = async () => ({});
  const profile = {
    ...{ getProfile: fail, batchGetProfiles: fail, updateProfile: fail, searchProfiles: fail },
    batchResolveHandles: fail,
  };
  const services = [
    [SessionServiceDefinition, session],
    [ProfileServiceDefinition, profile],
  ] as const;
  const usual = { name: 'profile', host: '127.0.0.1', port: 0, verifyToken: fixedTokens(), logger: silentLogger };
  await using server = await startServer({ ...usual, services });
  using sessions = connect(SessionServiceDefinition, server);
  using profiles = connect(ProfileServiceDefinition, server);
  const from = (address: string) => ({ metadata: Metadata({ 'x-envoy-external-address': address }) });
  for (const call of [sessions.signIn, profiles.searchProfiles]) {
    const { passed, error } = await callUntilRefused(() => call({}, from('192.0.2.1')));
    t.true(passed >= 30, String(passed));
    await expectStatus(t, Promise.reject(error), 'RESOURCE_EXHAUSTED', 'RATE_LIMITED');
    await t.notThrowsAsync(call({}, from('192.0.2.2')));
  }
});

async function startComments(rateLimitFactor?: number) {
  await using resources = new AsyncDisposableStack();
  const answer = async () => ({});
  const { createComment, listComments, listReplies, deleteComment } = CommentServiceDefinition.methods;
  const methods = { createComment, listComments, listReplies, deleteComment };
  const definition = { ...CommentServiceDefinition, methods };
  const handlers = { createComment: answer, listComments: answer, listReplies: answer, deleteComment: answer };
  const gateway = { name: 'comments', host: '127.0.0.1', port: 0, maxCalls: 1000 };
  const usual = { ...gateway, verifyToken: fixedTokens(), logger: silentLogger };
  const services = [[definition, handlers]] as const;
  const factor = rateLimitFactor === undefined ? {} : { rateLimitFactor };
  const server = resources.use(await startServer({ ...usual, ...factor, services }));
  const owned = resources.move();
  return {
    connect: (as: As) => owned.use(connect(CommentServiceDefinition, server, as)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Calls again and again, since some of the allowance comes back meanwhile. */
async function callUntilRefused(call: (made: number) => Promise<unknown>): Promise<{ passed: number; error: unknown }> {
  for (let passed = 0; passed < 1_000; passed += 1) {
    try {
      await call(passed);
    } catch (error) {
      return { passed, error };
    }
  }
  throw new Error('no call was refused');
}
