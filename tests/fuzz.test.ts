import { randomInt, randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { edgeRpcs, type OwnedRpc } from '../envoy/contract.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { loadPolicies } from '../services/kit/policies.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { openWriteCounter, type WriteCounter } from './fuzz/count-writes.ts';
import { bearer, freshToken } from './fuzz/fresh-token.ts';
import { encodedMessages, type Known } from './fuzz/message-arbitrary.ts';
import { type RpcTypes, readRpcTypes } from './fuzz/rpc-types.ts';
import { follow, type Member, post, signUp } from './members.ts';
import type { Answer, Fields } from './policy/answer.ts';
import { openNative } from './policy/native-client.ts';

// Every RPC that the outside may call gets requests made from its descriptor: a new one needs no edit here.

/** A failure is repeated with the seed that it prints: FUZZ_SEED=… npx ava tests/fuzz.test.ts */
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));
const requestsEach = Number(process.env.FUZZ_REQUESTS ?? 100);

/** What a caller may be told of a request of theirs. Never INTERNAL, UNKNOWN, DATA_LOSS, UNIMPLEMENTED, UNAVAILABLE. */
const fine = new Set([
  'OK',
  'INVALID_ARGUMENT',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNAUTHENTICATED',
  'RESOURCE_EXHAUSTED',
]);

/** They end the session that the others call with. */
const endsSession = /\/(DeleteAccount|ChangePassword|RevokeSession|RevokeOtherSessions)$/;

const types = readRpcTypes();
// Reads first, and what takes things away last: so there is something to read, and to take away.
const rpcs = edgeRpcs(loadPolicies()).toSorted((a, b) => harm(a) - harm(b));
let tertulia: Tertulia;

test.before(async () => {
  tertulia = await startTertulia();
});
test.after.always(async () => await tertulia?.[Symbol.asyncDispose]());

for (const service of new Set(rpcs.map(({ owner }) => owner.name))) {
  test.serial(`${service} takes what it is sent, or says what is wrong and stores nothing`, async (t) => {
    t.timeout(Math.max(180_000, requestsEach * 10_000));
    t.log(`seed ${seed}`);
    const { known, headers, spare } = await makeKnown(service);
    const consumes = service !== 'profile';
    await using counter = await openWriteCounter(tertulia, service, { consumes });
    const problems: string[] = [];
    for (const rpc of of(service)) {
      const caller = endsSession.test(rpc.path) ? spare : headers;
      problems.push(...(await fuzz(t, rpc, known, caller, counter)));
    }
    t.deepEqual(problems, []);
  });
}

async function fuzz(
  t: ExecutionContext,
  { path, policy: { serverStreaming } }: OwnedRpc,
  known: Known,
  headers: () => Promise<Fields>,
  counter: WriteCounter,
): Promise<string[]> {
  const { request } = typesOf(path);
  const problems: string[] = [];
  const tally = new Map<string, number>();
  using client = openNative(tertulia.url);
  for (const message of fc.sample(encodedMessages(request, known), { seed, numRuns: requestsEach })) {
    const before = await counter.count();
    const answer = await client.call({ path, headers: await headers(), serverStreaming, message });
    tally.set(answer.status ?? 'none', (tally.get(answer.status ?? 'none') ?? 0) + 1);
    const problem = judge(answer) ?? (await stored(answer, before, counter));
    if (problem !== undefined) problems.push(`${path} ${Buffer.from(message).toString('base64')}: ${problem}`);
  }
  t.log(`${path}: ${[...tally].map(([status, count]) => `${count} ${status}`).join(', ')}`);
  return problems;
}

function judge({ status, httpStatus }: Answer): string | undefined {
  return fine.has(status ?? '') ? undefined : `${status} (HTTP ${httpStatus})`;
}

async function stored({ status }: Answer, before: string, counter: WriteCounter): Promise<string | undefined> {
  if (status !== 'INVALID_ARGUMENT') return undefined;
  const after = await counter.count();
  return after === before ? undefined : `refused, but stored: ${before} became ${after}`;
}

/** How much a call takes away from the calls after it. */
function harm({ path, policy }: OwnedRpc): number {
  if (policy.idempotency === 'NO_SIDE_EFFECTS') return 0;
  return /\/(Delete|Remove|Block|Revoke|Change|Reject|Withdraw)/.test(path) ? 2 : 1;
}

function of(service: string): OwnedRpc[] {
  return rpcs.filter(({ owner }) => owner.name === service);
}

function typesOf(path: string): RpcTypes {
  const found = types.get(path);
  if (found === undefined) throw new Error(`${path} is not in the contract`);
  return found;
}

interface Material {
  readonly known: Known;
  /** Who calls. */
  readonly headers: () => Promise<Fields>;
  /** The same where calls end the session. */
  readonly spare: () => Promise<Fields>;
}

/** Somebody with a little of everything, whose ids requests are made of. */
async function makeKnown(service: string): Promise<Material> {
  const prefix = service.slice(0, 8);
  const [ana, ben, spare] = await Promise.all(
    ['ana', 'ben', 'spare'].map((name) => signUp(tertulia.url, `${prefix}_${name}`)),
  );
  if (!ana || !ben || !spare) throw new Error('nobody signed up');
  const postId = await waitFor(() => post(ana, `Hello @${ben.handle} #talk`));
  await post(ana, 'Hello again #talk');
  for (const each of [ben, spare]) await follow(each, ana);
  for (const each of [ben, spare]) await follow(ana, each);
  const comment = await commentTwice(ben, postId, '');
  await commentTwice(ben, postId, comment);
  const { nextPageToken } = await ana.api.timelines.listHomeTimeline({ pageSize: 1, pageToken: '' });
  const ids = [ana.id, ben.id, postId, comment, nextPageToken];
  const texts = [ana.handle, ben.handle, 'talk', 'Hello', `@${ben.handle}`, 'text', 'display_name', 'bio'];
  return { known: { ids, texts }, headers: freshToken(tertulia.url, ana), spare: async () => bearer(spare.token) };
}

/** The id of the second. */
async function commentTwice({ api }: Member, postId: string, parentCommentId: string): Promise<string> {
  const write = () => api.comments.createComment({ requestId: randomUUID(), postId, parentCommentId, text: 'Hello' });
  await waitFor(write);
  return (await write()).comment?.commentId ?? '';
}
