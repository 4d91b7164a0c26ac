import test, { type ExecutionContext } from 'ava';
import type { Channel } from 'nice-grpc';
import { edgeRpcs } from '../envoy/contract.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { newId } from '../services/kit/ids.ts';
import { loadPolicies } from '../services/kit/policies.ts';
import { encodeRequest } from './fuzz/page-tokens.ts';
import { readRpcTypes } from './fuzz/rpc-types.ts';
import { openEdge } from './model/open-client.ts';
import { openSettling, type Settling } from './model/settle.ts';
import type { Viewer } from './visibility/expectation.ts';
import { FullClient } from './visibility/full-answer.ts';
import { makeScene, type Scene } from './visibility/scene.ts';

// What one may not see answers as what never was: by every field, by every byte, and as soon.

const types = readRpcTypes();
const reads = edgeRpcs(loadPolicies()).filter(({ policy }) => policy.idempotency === 'NO_SIDE_EFFECTS');

/** A read of one thing: an RPC, and the field of its request that says which. */
interface SingleRead {
  readonly path: string;
  readonly field: string;
  readonly message: (id: string) => Uint8Array;
}

/** Every read whose request has a field of this name. A new one needs no edit here. */
function readsBy(...names: string[]): SingleRead[] {
  return reads.flatMap(({ path }) => {
    const messages = types.get(path);
    const field = messages?.request.fields.find(({ name }) => names.includes(name));
    if (messages === undefined || field === undefined) return [];
    const inField = (id: string) => (field.fieldKind === 'list' ? [id] : id);
    const inRequest = (id: string) =>
      field.oneof === undefined
        ? { [field.localName]: inField(id) }
        : { [field.oneof.localName]: { case: field.localName, value: id } };
    return [{ path, field: field.name, message: (id: string) => encodeRequest(messages, inRequest(id) as never) }];
  });
}

let tertulia: Tertulia;
let channel: Channel;
let settling: Settling;
let scene: Scene;
test.before(async (t) => {
  t.timeout(120_000);
  tertulia = await startTertulia();
  channel = openEdge(tertulia.url);
  settling = await openSettling(tertulia, channel);
  scene = await makeScene(channel, settling, true);
});
test.after.always(async () => {
  channel?.close();
  await settling?.[Symbol.asyncDispose]();
  await tertulia?.[Symbol.asyncDispose]();
});

const byPost = readsBy('post_id', 'post_ids');
const byComment = readsBy('comment_id');
const byPerson = readsBy('account_id', 'account_ids', 'author_id');
const byCircle = readsBy('circle_id');
const byNotification = readsBy('notification_id');

for (const viewer of ['stranger', 'blocked', 'blocker'] as const) {
  test.serial(`a post that is hidden from a ${viewer} answers as one that is missing`, async (t) => {
    await compareAll(t, viewer, byPost, scene.items[0]?.postId ?? '');
    await compareAll(t, viewer, byComment, scene.items[0]?.commentId ?? '');
  });
}

test.serial('somebody who blocks the caller answers as nobody', async (t) => {
  await compareAll(t, 'blocked', byPerson, scene.author.id);
});

test.serial("another's circle and notification answer as none", async (t) => {
  await compareAll(t, 'stranger', byCircle, scene.circleId);
  const mentioned = scene.api('mentioned').notifications;
  const { notifications } = await mentioned.listNotifications({});
  await compareAll(t, 'stranger', byNotification, notifications[0]?.notificationId ?? '');
});

async function compareAll(t: ExecutionContext, viewer: Viewer, all: readonly SingleRead[], hidden: string) {
  t.timeout(180_000);
  t.true(all.length > 0);
  t.not(hidden, '');
  for (const read of all) await compareOne(t, viewer, read, hidden);
}

const pairs = 200;
const attempts = 3;
const allowedMs = 2;

async function compareOne(t: ExecutionContext, viewer: Viewer, { path, message }: SingleRead, hidden: string) {
  const token = scene.person(viewer)?.token ?? '';
  using client = new FullClient(tertulia.url);
  const ask = (id: string) => client.call(path, token, message(id), id);
  const missing = newId();
  const [ofHidden, ofMissing] = [await ask(hidden), await ask(missing)];
  t.deepEqual({ ...ofHidden, tookMs: 0 }, { ...ofMissing, tookMs: 0 }, `${path} for ${viewer}`);
  let differenceMs = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < attempts && differenceMs >= allowedMs; attempt += 1) {
    differenceMs = await measure(ask, hidden);
  }
  t.log(`${path} for ${viewer}: ${differenceMs.toFixed(2)} ms`);
  t.true(differenceMs < allowedMs, `${path} for ${viewer}: ${differenceMs} ms between hidden and missing`);
}

/** How far the medians of the two are apart, each asked in turn. */
async function measure(ask: (id: string) => Promise<{ tookMs: number }>, hidden: string): Promise<number> {
  const took: Record<'hidden' | 'missing', number[]> = { hidden: [], missing: [] };
  for (let pair = 0; pair < pairs; pair += 1) {
    const first = pair % 2 === 0 ? 'hidden' : 'missing';
    for (const which of [first, first === 'hidden' ? 'missing' : 'hidden'] as const) {
      took[which].push((await ask(which === 'hidden' ? hidden : newId())).tookMs);
    }
  }
  return Math.abs(medianOf(took.hidden) - medianOf(took.missing));
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
