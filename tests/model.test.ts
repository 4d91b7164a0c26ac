import { randomInt } from 'node:crypto';
import test from 'ava';
import fc from 'fast-check';
import { edgeRpcs } from '../envoy/contract.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { loadPolicies } from '../services/kit/policies.ts';
import { keepToFirst } from './model/first-failure.ts';
import { openEdge } from './model/open-client.ts';
import { play, steps, type Table } from './model/play.ts';
import { openSettling } from './model/settle.ts';
import { ends, type Step } from './model/step.ts';
import { findGaps } from './model/unmodelled.ts';

// Random people do random things through the edge, and everything that anyone can read must be as the model says.

/**
 * A failure prints what repeats it: POSTS_FAN_OUT_MAX_FOLLOWERS=… MODEL_SEED=… MODEL_PATH=… npx ava tests/model.test.ts
 */
const seed = Number(process.env.MODEL_SEED ?? randomInt(2 ** 31));
const path = process.env.MODEL_PATH;
/** To how many followers a post is brought: in every other run to one, so that of most authors it is found at the reading. */
const fanOutMax = process.env.POSTS_FAN_OUT_MAX_FOLLOWERS ?? ['1', '5000'][randomInt(2)] ?? '';
/** How many steps are done in all. */
const stepsInAll = Number(process.env.MODEL_STEPS ?? 5_000);
/** How many worlds are played at once: with two, which is enough beside other tests, a machine of two cores is not quite busy. */
const lanes = path !== undefined ? 1 : stepsInAll > 20_000 ? 3 : 2;
const maxSteps = 200;

/** What builds something is more frequent than what takes it away, so that there is something. The others have 1. */
const weights: Record<string, number> = {
  ...{ createPost: 14, createComment: 8, follow: 8, likePost: 4, repost: 4, likeComment: 4, acceptRequest: 4 },
  ...{ editPost: 3, editComment: 3, addToCircle: 3, followHashtag: 3, muteTerm: 3, keepThread: 2, judgeComment: 3 },
  ...{ watchNotifications: 2, watchHome: 2, watchComments: 2, preferNotifications: 2, answerRequest: 2 },
};
const kinds = [...steps.keys()].flatMap((kind) => Array.from({ length: weights[kind] ?? 1 }, () => kind));

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds),
  actor: fc.nat(5),
  other: fc.nat(4),
  pick: fc.nat(999),
  flavour: fc.nat(999),
});
const scripts = fc.array(step, { minLength: 1, maxLength: maxSteps, size: 'max' });

/** How scripts are drawn. */
const drawing = { numRuns: 5, unbiased: true };

/** The script that a failure named. */
function scriptAt(path: string): Step[] {
  const [script] = fc.sample(scripts, { ...drawing, numRuns: 1, seed, path });
  if (script === undefined) throw new Error(`there is no script at ${path}`);
  return script;
}

let tertulia: Tertulia;
test.before(async () => {
  tertulia = await startTertulia({ envOf: { posts: { POSTS_FAN_OUT_MAX_FOLLOWERS: fanOutMax } } });
});
test.after.always(async () => await tertulia?.[Symbol.asyncDispose]());

let played = 0;
for (let lane = 0; lane < lanes; lane += 1) {
  test(`what anyone reads is what the model says, whatever was done before: lane ${lane}`, async (t) => {
    t.timeout(Math.max(stepsInAll * 1_000, 600_000));
    t.log(`seed ${seed + lane}, posts brought to at most ${fanOutMax} followers`);
    const channel = openEdge(tertulia.url);
    await using settling = await openSettling(tertulia, channel);
    const count = () => {
      played += 1;
    };
    const table: Table = { channel, settling, count };
    if (path !== undefined) await play(table, scriptAt(path));
    for (let round = 0; path === undefined && (round === 0 || played < stepsInAll); round += 1) {
      const roundSeed = seed + lane + round * lanes;
      const first = keepToFirst((message) => console.error(`seed ${roundSeed}: ${message}`));
      const property = fc.asyncProperty(scripts, (script) => first(() => play(table, script)));
      await fc.assert(property, { ...drawing, seed: roundSeed, includeErrorInReport: true });
    }
    channel.close();
    t.log(`${played} steps: ${[...ends].map(([end, times]) => `${times} ${end}`).join(', ')}`);
    t.pass();
  });
}

// A short run reaches less.
const reachesAll = path === undefined && stepsInAll >= 2_000;
test.after('every RPC of the edge is called by the model, or left out for a reason', (t) => {
  const paths = edgeRpcs(loadPolicies()).map((rpc) => rpc.path);
  const gaps = findGaps(paths);
  t.deepEqual(reachesAll ? gaps : gaps.filter((gap) => !gap.startsWith('nobody')), []);
});
