import test from 'ava';
import { policyViolations, type RpcFacts } from './policy-rules.ts';

const perMinute = (requests: number) => ({ requests, per: { seconds: 60 }, scope: 'SCOPE_USER' });

const write: RpcFacts = {
  name: 'tertulia.posts.v1.PostService.CreatePost',
  clientStream: false,
  serverStream: false,
  idempotencyLevel: 'IDEMPOTENT',
  policy: { audience: 'AUDIENCE_MEMBER', timeout: { seconds: 2 }, rate_limit: perMinute(30) },
  requestFields: new Map([['request_id', 'TYPE_STRING']]),
};
const read: RpcFacts = {
  ...write,
  idempotencyLevel: 'NO_SIDE_EFFECTS',
  policy: { audience: 'AUDIENCE_MEMBER', timeout: { seconds: 2 } },
  requestFields: new Map(),
};
const stream_limit = { per_account: 20, per_address: 500 };
const stream: RpcFacts = { ...read, serverStream: true, policy: { audience: 'AUDIENCE_MEMBER', stream_limit } };

const refuses = test.macro({
  exec(t, rpc: RpcFacts, expected: RegExp) {
    const violations = policyViolations(rpc);
    t.is(violations.length, 1, violations.join('\n'));
    t.regex(violations[0] ?? '', expected);
  },
  title: (title) => `the policy lint refuses ${title}`,
});

for (const [title, rpc] of Object.entries({ write, read, stream })) {
  test(`the policy lint accepts a sound ${title}`, (t) => {
    t.deepEqual(policyViolations(rpc), []);
  });
}

test('an RPC without a policy', refuses, { ...write, policy: undefined }, /no policy: add option/);
test('a policy without an audience', refuses, { ...read, policy: { timeout: { seconds: 2 } } }, /add audience/);
test(
  'an unspecified audience',
  refuses,
  { ...read, policy: { audience: 'AUDIENCE_UNSPECIFIED', timeout: { seconds: 2 } } },
  /add audience/,
);
test(
  'an RPC for services that names no caller',
  refuses,
  { ...write, policy: { audience: 'AUDIENCE_SERVICES', timeout: { seconds: 2 } } },
  /add callers/,
);
test(
  'callers of an RPC that is for everyone',
  refuses,
  { ...read, policy: { audience: 'AUDIENCE_ANYONE', callers: ['posts'], timeout: { seconds: 2 } } },
  /take callers away/,
);
test('a unary RPC without a timeout', refuses, { ...read, policy: { audience: 'AUDIENCE_MEMBER' } }, /no timeout/);
test(
  'a stream with a timeout',
  refuses,
  { ...stream, policy: { ...write.policy, stream_limit } },
  /stream_idle_timeout/,
);
test(
  'a stream of members without a limit',
  refuses,
  { ...stream, policy: { audience: 'AUDIENCE_MEMBER' } },
  /add stream_limit/,
);
test(
  'a stream that says how important it is',
  refuses,
  { ...stream, policy: { ...stream.policy, importance: 'IMPORTANCE_NORMAL' } },
  /take importance away/,
);
test(
  'a limit of streams that allows no account one',
  refuses,
  { ...stream, policy: { ...stream.policy, stream_limit: { per_address: 500 } } },
  /add per_account/,
);
test(
  'a limit of streams that allows an address less than an account',
  refuses,
  { ...stream, policy: { ...stream.policy, stream_limit: { per_account: 20, per_address: 19 } } },
  /raise it/,
);
test(
  'a limit of streams for services',
  refuses,
  { ...stream, policy: { audience: 'AUDIENCE_SERVICES', callers: ['posts'], stream_limit } },
  /take stream_limit away/,
);
test(
  'a limit of streams where there are none',
  refuses,
  { ...read, policy: { ...read.policy, stream_limit } },
  /is no stream/,
);
test('a stream from the client', refuses, { ...stream, clientStream: true }, /only server streams/);
test(
  'a rate limit without a scope',
  refuses,
  {
    ...read,
    policy: { audience: 'AUDIENCE_MEMBER', timeout: { seconds: 2 }, rate_limit: { requests: 3, per: { seconds: 60 } } },
  },
  /add scope/,
);
for (const audience of ['AUDIENCE_GUEST', 'AUDIENCE_ANYONE', 'AUDIENCE_MEMBER']) {
  test(
    `a write of ${audience} without a rate limit`,
    refuses,
    { ...write, policy: { audience, timeout: { seconds: 2 } } },
    /add rate_limit/,
  );
}
test(
  'a rate limit for services',
  refuses,
  { ...write, policy: { ...write.policy, audience: 'AUDIENCE_SERVICES', callers: ['posts'] } },
  /take rate_limit away/,
);
test(
  'a rate limit by account where there is none',
  refuses,
  { ...write, policy: { ...write.policy, audience: 'AUDIENCE_GUEST' } },
  /SCOPE_ADDRESS/,
);
test('a write without request_id', refuses, { ...write, requestFields: new Map() }, /add string request_id/);
test('a read with request_id', refuses, { ...write, idempotencyLevel: 'NO_SIDE_EFFECTS' }, /take request_id out/);
test(
  'a request_id that is no string',
  refuses,
  { ...write, requestFields: new Map([['request_id', 'TYPE_INT64']]) },
  /no string/,
);
test(
  'an RPC that does not say whether it can be retried',
  refuses,
  { ...write, idempotencyLevel: 'IDEMPOTENCY_UNKNOWN' },
  /idempotency_level = IDEMPOTENT/,
);

test('the policy lint names every violation of an RPC at once', (t) => {
  const rpc: RpcFacts = { ...write, policy: { audience: 'AUDIENCE_SERVICES' }, requestFields: new Map() };
  t.is(policyViolations(rpc).length, 3);
});
