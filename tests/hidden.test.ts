import { create, type DescField, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import test, { type ExecutionContext } from 'ava';
import type { Channel } from 'nice-grpc';
import { edgeRpcs } from '../envoy/contract.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { newId } from '../services/kit/ids.ts';
import { loadPolicies } from '../services/kit/policies.ts';
import { type RpcTypes, readRpcTypes } from './fuzz/rpc-types.ts';
import { openEdge } from './model/open-client.ts';
import { openSettling, type Settling } from './model/settle.ts';
import type { Viewer } from './visibility/expectation.ts';
import { type FullAnswer, FullClient } from './visibility/full-answer.ts';
import { makeScene, type Scene } from './visibility/scene.ts';

// What may not be seen is answered as what never was: in every field and byte, and in the time that it takes. Every RPC that
// reads by an id is tried; a new one needs no edit here.

const types = readRpcTypes();
const pairs = 100;
const toleranceMs = 2;
/** A busy machine now and then holds up one side: a difference must show each time. */
const measures = 3;

let tertulia: Tertulia;
let channel: Channel;
let settling: Settling;
let scene: Scene;
test.before(async () => {
  tertulia = await startTertulia();
  channel = openEdge(tertulia.url);
  settling = await openSettling(tertulia, channel);
  scene = await makeScene(channel, settling, false);
});
test.after.always(async () => {
  channel?.close();
  await settling?.[Symbol.asyncDispose]();
  await tertulia?.[Symbol.asyncDispose]();
});

/** What each kind of id names that this viewer may not see. */
const hidden: Readonly<Partial<Record<Viewer, () => Readonly<Record<string, string>>>>> = {
  stranger: () => ({ ...idsOf('followers'), circle_id: scene.circleId }),
  blocked: () => ({ ...idsOf('public'), author_id: scene.author.id, account_id: scene.author.id }),
};

for (const [viewer, ids] of Object.entries(hidden)) {
  test.serial(`to ${viewer}, what is hidden and what is missing are the same`, async (t) => {
    const { token = '' } = scene.person(viewer as Viewer) ?? {};
    using client = new FullClient(tertulia.url);
    const problems: string[] = [];
    for (const { path, field } of readsById(Object.keys(ids()))) {
      const question = { path, token, field, hiddenId: ids()[field.name] ?? '' };
      problems.push(...(await compare(t, client, question)));
    }
    t.deepEqual(problems, []);
  });
}

function idsOf(audience: string): Record<string, string> {
  const item = scene.items.find((each) => each.audience === audience);
  if (item === undefined) throw new Error(`nothing was written for ${audience}`);
  return { post_id: item.postId, comment_id: item.commentId };
}

/** Every unary RPC that reads, with each of its fields that is a single id of one of some kinds. */
function readsById(kinds: readonly string[]): { path: string; field: DescField }[] {
  return edgeRpcs(loadPolicies())
    .filter(({ policy }) => policy.idempotency === 'NO_SIDE_EFFECTS' && !policy.serverStreaming)
    .flatMap(({ path }) => {
      const fields = typesOf(path).request.fields.filter(
        ({ name, fieldKind }) => fieldKind === 'scalar' && kinds.includes(name),
      );
      return fields.map((field) => ({ path, field }));
    });
}

interface Asked {
  readonly path: string;
  readonly token: string;
  readonly field: DescField;
  readonly hiddenId: string;
}

async function compare(t: ExecutionContext, client: FullClient, asked: Asked): Promise<string[]> {
  const { path, field, hiddenId } = asked;
  const call = (id: string) => client.call(path, asked.token, encode(typesOf(path), field, id), id);
  const [one, other] = [await call(hiddenId), await call(newId())];
  const where = `${path} by ${field.name}`;
  if (textOf(one) !== textOf(other)) return [`${where}: ${textOf(one)} instead of ${textOf(other)}`];
  let apart = 0;
  for (let measure = 0; measure < measures; measure += 1) {
    apart = await timeApart(call, hiddenId);
    if (Math.abs(apart) < toleranceMs) break;
  }
  t.log(`${where}: ${statusOf(one)}, ${apart.toFixed(2)} ms apart`);
  return Math.abs(apart) < toleranceMs ? [] : [`${where}: ${apart.toFixed(1)} ms apart`];
}

/** How much longer what is hidden takes, by the medians of calls in turn. */
async function timeApart(call: (id: string) => Promise<FullAnswer>, hiddenId: string): Promise<number> {
  const [hiddenMs, missingMs]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < pairs; pair += 1) {
    hiddenMs.push((await call(hiddenId)).tookMs);
    missingMs.push((await call(newId())).tookMs);
  }
  return median(hiddenMs) - median(missingMs);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function encode({ request }: RpcTypes, field: DescField, id: string): Uint8Array {
  const value = field.oneof === undefined ? { [field.localName]: id } : inOneof(field.oneof.localName, field, id);
  return toBinary(request, create(request, value as MessageInitShape<typeof request>));
}

function inOneof(name: string, field: DescField, value: string) {
  return { [name]: { case: field.localName, value } };
}

function typesOf(path: string): RpcTypes {
  const found = types.get(path);
  if (found === undefined) throw new Error(`${path} is not in the contract`);
  return found;
}

function textOf({ fields, body }: FullAnswer): string {
  return JSON.stringify([fields, body]);
}

function statusOf({ fields }: FullAnswer): string | undefined {
  return fields.find((field) => field.startsWith('grpc-status:'));
}
