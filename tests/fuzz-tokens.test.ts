import { randomInt } from 'node:crypto';
import test from 'ava';
import { type Channel, ClientError, Status } from 'nice-grpc';
import { edgeRpcs } from '../envoy/contract.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { loadPolicies } from '../services/kit/policies.ts';
import { resumedStreams } from './fuzz/cursors.ts';
import { mutate } from './fuzz/mutate.ts';
import { readRpcTypes } from './fuzz/rpc-types.ts';
import { openEdge } from './model/open-client.ts';
import { openSettling, type Settling } from './model/settle.ts';
import { allLists } from './page-walks/lists/index.ts';
import { runCases } from './policy/run-cases.ts';

// What a list or a stream gave to go on with comes back changed.

/** A failure is repeated with the seed that it prints: FUZZ_SEED=… npx ava tests/fuzz-tokens.test.ts */
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));
const tokensInAll = Number(process.env.FUZZ_TOKENS ?? 10_000);
/** A busy machine takes some milliseconds for each. */
const timeoutMs = Math.max(180_000, tokensInAll * 20);
const cursorsEach = Math.ceil(tokensInAll / 50);

let tertulia: Tertulia;
let channel: Channel;
let settling: Settling;
test.before(async () => {
  tertulia = await startTertulia();
  channel = openEdge(tertulia.url);
  settling = await openSettling(tertulia, channel);
});
test.after.always(async () => {
  channel?.close();
  await settling?.[Symbol.asyncDispose]();
  await tertulia?.[Symbol.asyncDispose]();
});

const lists = Object.entries(allLists).flatMap(([path, ways]) =>
  Object.entries(ways).map(([of, fillList]) => ({ name: `${path.split('/').at(-1)}${of && ` (${of})`}`, fillList })),
);

for (const { name, fillList } of lists) {
  test.serial(`a page token of ${name} that was tampered with is a page token, or refused`, async (t) => {
    t.timeout(timeoutMs);
    t.log(`seed ${seed}`);
    const stage = { channel, settling };
    const list = await fillList(stage);
    await settling.settle(list.hears ?? []);
    const pageSize = 2;
    const { nextPageToken: token } = await list.read({ pageSize, pageToken: '' });
    t.not(token, '', 'it has a second page');
    const mutants = mutate(token, seed, Math.ceil(tokensInAll / lists.length));
    const tries = mutants.map((pageToken) => () => judge(list.read({ pageSize, pageToken })));
    t.deepEqual(await runCases(tries.map((each, index) => ({ name: mutants[index] ?? '', try: each }))), []);
  });
}

const resuming = edgeRpcs(loadPolicies())
  .map(({ path }) => path)
  .filter((path) =>
    readRpcTypes()
      .get(path)
      ?.request.fields.some((field) => field.name === 'cursor'),
  );

test('every RPC that resumes from a cursor has a stream here', (t) => {
  t.deepEqual(Object.keys(resumedStreams).toSorted(), resuming.toSorted());
});

for (const [path, begin] of Object.entries(resumedStreams)) {
  test.serial(`a cursor of ${path.split('/').at(-1)} that was tampered with is a cursor, or refused`, async (t) => {
    t.timeout(timeoutMs);
    t.log(`seed ${seed}`);
    const { cursor, open } = await begin({ channel, settling });
    await t.notThrowsAsync(open(cursor));
    const mutants = mutate(cursor, seed, cursorsEach);
    const tries = mutants.map((each) => () => judge(open(each)));
    t.deepEqual(await runCases(tries.map((each, index) => ({ name: mutants[index] ?? '', try: each }))), []);
  });
}

/** What is wrong with an answer: it is one, or says that the request makes no sense. */
async function judge(answer: Promise<unknown>): Promise<string | undefined> {
  try {
    await answer;
    return undefined;
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return error.code === Status.INVALID_ARGUMENT ? undefined : error.message;
  }
}
