import test from 'ava';
import type { Channel } from 'nice-grpc';
import { edgeRpcs } from '../envoy/contract.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { loadPolicies } from '../services/kit/policies.ts';
import { readRpcTypes } from './fuzz/rpc-types.ts';
import { openEdge } from './model/open-client.ts';
import { openSettling, type Settling } from './model/settle.ts';
import { allLists } from './page-walks/lists/index.ts';
import { walk } from './page-walks/walk.ts';

// Every list is paged through while it changes. A new RPC that gives pages needs its lists in tests/page-walks/lists.

const types = readRpcTypes();
const paging = edgeRpcs(loadPolicies())
  .map(({ path }) => path)
  .filter((path) => types.get(path)?.request.fields.some(({ name }) => name === 'page_token'));

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

test('every RPC that gives pages has its lists here', (t) => {
  t.deepEqual(Object.keys(allLists).toSorted(), paging.toSorted());
});

for (const path of paging) {
  for (const [of, fillList] of Object.entries(allLists[path] ?? {})) {
    const name = `${path.split('/').at(-1)}${of && ` (${of})`}`;
    test.serial(`a walk through ${name} repeats nothing and skips nothing old, whatever comes and goes`, async (t) => {
      const stage = { channel, settling };
      t.deepEqual(await walk(await fillList(stage), stage), []);
    });
  }
}
