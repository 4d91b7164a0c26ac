import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { loadPolicies } from '../policies.ts';
import { readPolicies } from '../read-policies.ts';
import { makeTempDir } from '../testing/temp-dir.ts';

const proto = fileURLToPath(new URL('../../../proto', import.meta.url));

test('policies are read as the contract states them', (t) => {
  const policies = loadPolicies();
  t.deepEqual(policies.get('/tertulia.events.v1.EventLogService/Subscribe'), {
    audience: 'AUDIENCE_SERVICES',
    callers: ['profile', 'posts', 'comments', 'notifications'],
    timeoutMs: undefined,
    streamIdleTimeoutMs: 60_000,
    streamLimit: undefined,
    importance: 'IMPORTANCE_NORMAL',
    idempotency: 'NO_SIDE_EFFECTS',
    serverStreaming: true,
    rateLimit: undefined,
  });
  t.like(policies.get('/tertulia.posts.v1.TimelineService/WatchHome'), {
    streamLimit: { perAccount: 20, perAddress: 500 },
  });
  t.like(policies.get('/tertulia.mesh.v1.PingService/Ping'), {
    audience: 'AUDIENCE_MEMBER',
    callers: [],
    timeoutMs: 2_000,
  });
});

test('the generated policies are those of the .proto files', (t) => {
  t.deepEqual(loadPolicies(), readPolicies(proto));
});

async function readPolicyOf(option: string) {
  await using directory = await makeTempDir();
  await mkdir(join(directory.path, 'x'));
  const rpc = `rpc Do(Nothing) returns (Nothing) { ${option} }`;
  const source = `syntax = "proto3"; package x; import "tertulia/mesh/v1/policy.proto";
    message Nothing {} service S { ${rpc} }`;
  await writeFile(join(directory.path, 'x/x_service.proto'), source);
  return readPolicies(directory.path, [proto]).get('/x.S/Do');
}

test('limits and one caller alone are read too', async (t) => {
  const policy = await readPolicyOf(`option (tertulia.mesh.v1.policy) = {
    audience: AUDIENCE_SERVICES callers: "posts" timeout: {seconds: 1 nanos: 500000000}
    rate_limit: { requests: 30 per: {seconds: 60} scope: SCOPE_USER } };`);
  t.like(policy, {
    callers: ['posts'],
    timeoutMs: 1_500,
    importance: 'IMPORTANCE_NORMAL',
    idempotency: 'IDEMPOTENCY_UNKNOWN',
    rateLimit: { requests: 30, perMs: 60_000, scope: 'SCOPE_USER' },
  });
});

test('an RPC without a policy, or with half of one, is refused', async (t) => {
  await t.throwsAsync(readPolicyOf(''), { message: /^\/x\.S\/Do has no policy/ });
  const half = 'option (tertulia.mesh.v1.policy) = { timeout: {seconds: 1} };';
  await t.throwsAsync(readPolicyOf(half), { message: /^\/x\.S\/Do has no policy/ });
});
