import test from 'ava';
import type { Channel } from 'nice-grpc';
import { ClientError, Status } from 'nice-grpc';
import { edgeRpcs } from '../envoy/contract.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { loadPolicies } from '../services/kit/policies.ts';
import { openEdge } from './model/open-client.ts';
import { openSettling, type Settling } from './model/settle.ts';
import { reasonOf } from './model/step.ts';
import { type Viewer, viewers } from './visibility/expectation.ts';
import { allRows } from './visibility/rows/index.ts';
import type { Rows, Seen, Telling } from './visibility/rows/row.ts';
import { makeScene, type Scene, type SceneItem } from './visibility/scene.ts';
import { watchAll } from './visibility/watch-all.ts';

// Everybody reads everything in every way there is. A new RPC that reads needs a row in tests/visibility/rows.

const reads = edgeRpcs(loadPolicies()).filter(({ policy }) => policy.idempotency === 'NO_SIDE_EFFECTS');

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

for (const authorPrivate of [false, true]) {
  const author = authorPrivate ? 'a private author' : 'a public author';
  test.serial(`of ${author}, everybody sees what is meant for them, by every RPC that reads`, async (t) => {
    const scene = await makeScene(channel, settling, authorPrivate);
    await using told = await watchAll(scene);
    const rows = allRows(told);
    t.deepEqual(Object.keys(rows).toSorted(), reads.map(({ path }) => path).toSorted());
    const problems: string[] = [];
    for (const { path, policy } of reads) {
      const memberOnly = policy.audience === 'AUDIENCE_MEMBER';
      problems.push(...(await judge(scene, path, rowOf(rows, path), memberOnly)));
    }
    t.deepEqual(problems, []);
  });
}

function rowOf(rows: Rows, path: string): Telling | undefined {
  const row = rows[path];
  return row && 'ask' in row ? row : undefined;
}

/** Where an RPC shows more, or less, than it should. */
async function judge(scene: Scene, path: string, row: Telling | undefined, memberOnly: boolean): Promise<string[]> {
  if (row === undefined) return [];
  const problems: string[] = [];
  for (const viewer of viewers) {
    for (const item of scene.items) {
      const question = { scene, item, viewer, api: scene.api(viewer) };
      const refused = memberOnly && viewer === 'anonymous';
      const expected = refused ? 'UNAUTHENTICATED' : row.expect(question);
      const got = await row.ask(question).catch(toSeen);
      if (got !== expected) problems.push(sentence(path, row, viewer, item, { expected, got }));
    }
  }
  return problems;
}

function sentence(path: string, row: Telling, viewer: Viewer, item: SceneItem, ends: { expected: Seen; got: Seen }) {
  return `${path} (${row.shows}), ${viewer}, for ${item.audience}: expected ${ends.expected}, got ${ends.got}`;
}

function toSeen(error: unknown): Seen {
  if (error instanceof ClientError && error.code === Status.UNAUTHENTICATED) return 'UNAUTHENTICATED';
  return reasonOf(error);
}
