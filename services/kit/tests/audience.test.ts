import test from 'ava';
import { Metadata } from 'nice-grpc';
import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { SessionServiceDefinition } from '#gen/tertulia/profile/v1/session_service.ts';
import type { Caller } from '../call.ts';
import { startServer } from '../server.ts';
import { type As, connect } from '../testing/connect.ts';
import { expectStatus } from '../testing/expect-status.ts';
import { fixedTokens } from '../testing/fixed-tokens.ts';
import { silentLogger } from '../testing/silent-logger.ts';
import { startTimeline } from './start-timeline.ts';

const ana = { kind: 'member', accountId: 'ana', sessionId: 's1' } as const;

test('an RPC for members asks for a token', async (t) => {
  const callers: Caller[] = [];
  await using timeline = await startTimeline({
    async listHomeTimeline(_request, call) {
      callers.push(call.caller);
      return {};
    },
  });
  await timeline.member.listHomeTimeline({});
  t.deepEqual(callers, [ana]);
  await expectStatus(t, timeline.stranger.listHomeTimeline({}), 'UNAUTHENTICATED', 'TOKEN_MISSING');
  await expectStatus(t, timeline.connect({ token: 'bad' }).listHomeTimeline({}), 'UNAUTHENTICATED', 'TOKEN_INVALID');
  timeline.tokens.endSession('s1');
  await expectStatus(t, timeline.member.listHomeTimeline({}), 'UNAUTHENTICATED', 'SESSION_ENDED');
  t.is(callers.length, 1);
});

test('an RPC for anyone reads a token that is sent, and refuses a bad one', async (t) => {
  const callers: Caller[] = [];
  await using timeline = await startTimeline({
    async listAuthorPosts(_request, call) {
      callers.push(call.caller);
      return {};
    },
  });
  await timeline.stranger.listAuthorPosts({});
  await timeline.member.listAuthorPosts({});
  t.deepEqual(callers, [{ kind: 'anyone' }, ana]);
  for (const authorization of ['Bearer bad', 'Basic YTpi', 'ana.s1', '']) {
    const call = timeline.stranger.listAuthorPosts({}, { metadata: Metadata({ authorization }) });
    await expectStatus(t, call, 'UNAUTHENTICATED', 'TOKEN_INVALID');
  }
  const twice = Metadata({ authorization: ['Bearer ana.s1', 'Bearer bo.s2'] });
  await expectStatus(t, timeline.stranger.listAuthorPosts({}, { metadata: twice }), 'UNAUTHENTICATED', 'TOKEN_INVALID');
});

test('an RPC for guests does not look at tokens', async (t) => {
  await using resources = new AsyncDisposableStack();
  const answer = async () => ({});
  const session = {
    ...{ signIn: answer, refreshSession: answer, signOut: answer },
    ...{ listSessions: answer, revokeSession: answer, revokeOtherSessions: answer },
  };
  const services = [[SessionServiceDefinition, session]] as const;
  const options = { name: 'profile', host: '127.0.0.1', port: 0, verifyToken: fixedTokens(), logger: silentLogger };
  const server = resources.use(await startServer({ ...options, services }));
  const client = resources.use(connect(SessionServiceDefinition, server, { token: 'bad' }));
  await t.notThrowsAsync(client.signOut({}));
});

test('an RPC for services lets the named ones call, and nobody else', async (t) => {
  await using resources = new AsyncDisposableStack();
  const callers: Caller[] = [];
  const log = {
    async *subscribe(_request: unknown, call: { caller: Caller }) {
      callers.push(call.caller);
      yield {};
    },
  };
  const services = [[EventLogServiceDefinition, log]] as const;
  const options = { name: 'profile', host: '127.0.0.1', port: 0, verifyToken: fixedTokens(), logger: silentLogger };
  const server = resources.use(await startServer({ ...options, services }));
  const subscribe = (as: As) =>
    Array.fromAsync(resources.use(connect(EventLogServiceDefinition, server, as)).subscribe({}));
  t.is((await subscribe({ service: 'posts' })).length, 1);
  t.is((await subscribe({ service: 'spiffe://tertulia/posts' })).length, 1);
  t.deepEqual(callers, Array(2).fill({ kind: 'service', service: 'posts' }));
  const foreign = [
    'spiffe://elsewhere/posts',
    'spiffe://tertulia/posts,spiffe://tertulia/profile',
    'spiffe://x/y/posts',
  ];
  const others = ['edge', 'web', '', ...foreign].map((service) => ({ service }));
  for (const as of [{}, ...others, { token: 'ana.s1' }]) {
    await expectStatus(t, subscribe(as), 'PERMISSION_DENIED', 'CALLER_NOT_ALLOWED');
  }
  t.is(callers.length, 2);
});
