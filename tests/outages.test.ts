import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { edgeRpcs } from '../envoy/contract.ts';
import { callWeb } from '../envoy/testing/call-web.ts';
import { serviceNames } from '../scripts/run/plan.ts';
import type { RunningProcess } from '../scripts/testing/start-process.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { loadPolicies } from '../services/kit/policies.ts';
import { expectStatus } from '../services/kit/testing/expect-status.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { isListening } from './outages/is-listening.ts';
import { type CalledPart, calledParts, type EndedCall } from './outages/keep-calling.ts';
import { type Scene, startScene } from './outages/scene.ts';

/**
 * What depends on a dead process fails within this, and all is well within that after it is back. On a machine that is
 * busy with other things both are measured against calls that are answered: see `slowestAnswer`.
 */
const failsWithinMs = 1_000;
const wellWithinMs = 5_000;
const stepsUntilWell = 10;
const patienceMs = 60_000;
/** Calls of a dead part that are looked at. */
const looked = 20;

let tertulia: Tertulia;
let scene: Scene;
test.before(async () => {
  tertulia = await startTertulia();
  scene = await startScene(tertulia.url, () => serviceNames.map(tertulia.metricsPort));
});
test.after.always(async () => {
  await scene?.[Symbol.asyncDispose]();
  await tertulia?.[Symbol.asyncDispose]();
});

for (const name of calledParts) {
  test.serial(`${name} is killed: its calls fail at once, the others answer, and it comes back`, async (t) => {
    const process = name === 'web' ? tertulia.web : tertulia.services[name];
    const killedMs = performance.now();
    await process.kill('SIGKILL');
    await waitFor(() => scene.calls.of(name, killedMs).length >= looked, { timeoutMs: patienceMs });
    for (const { path, status, tookMs } of await callEveryRpc(name)) {
      t.is(status, 'UNAVAILABLE', path);
      t.true(tookMs < failsWithinMs + slowestAnswer(killedMs), `${path} took ${tookMs} ms`);
    }
    t.deepEqual(other(scene.calls.of(name, killedMs), 'UNAVAILABLE'), []);
    for (const each of calledParts.filter((part) => part !== name)) {
      t.deepEqual(other(scene.calls.of(each, killedMs), 'OK'), [], each);
    }
    const slowest = worst(scene.calls.of(name, killedMs));
    t.log(`failed within ${slowest} ms`);
    t.true(slowest < failsWithinMs + slowestAnswer(killedMs));
    await comesBack(t, process);
  });
}

/** Calls that ended in another way. */
function other(calls: readonly EndedCall[], wanted: string): readonly EndedCall[] {
  return calls.filter(({ status }) => status !== wanted);
}

/** How long a call that was answered took at most, of those that began after `fromMs`: what the machine itself takes. */
function slowestAnswer(fromMs: number): number {
  return worst(calledParts.flatMap((part) => scene.calls.of(part, fromMs).filter(({ status }) => status === 'OK')));
}

const worst = (calls: readonly EndedCall[]) => Math.round(Math.max(0, ...calls.map(({ tookMs }) => tookMs)));

async function callEveryRpc(name: CalledPart) {
  const rpcs = edgeRpcs(loadPolicies()).filter(({ owner }) => owner.name === name);
  return Promise.all(
    rpcs.map(async ({ path }) => {
      const from = performance.now();
      const { status } = await callWeb(tertulia.url, path, { token: scene.bo.token });
      return { path, status, tookMs: performance.now() - from };
    }),
  );
}

const portOf = ({ address }: RunningProcess) => Number(address.split(':')[1]);

/** From when it listens again. */
async function comesBack(t: ExecutionContext, process: RunningProcess): Promise<void> {
  process.restart();
  await waitFor(() => isListening(portOf(process)), { timeoutMs: patienceMs });
  const backMs = performance.now();
  const tookMs = await scene.allIsWell(patienceMs);
  t.log(`all was well ${Math.round(tookMs)} ms after it was back`);
  t.true(tookMs < wellWithinMs + stepsUntilWell * slowestAnswer(backMs));
}

test.serial('posts is killed: who asks it on behalf of somebody fails at once, too', async (t) => {
  await tertulia.services.posts.kill('SIGKILL');
  // comments does not know this post, and asks posts for it.
  const from = performance.now();
  await expectStatus(t, scene.bo.api.comments.listComments({ postId: randomUUID() }), 'UNAVAILABLE');
  t.true(performance.now() - from < failsWithinMs + slowestAnswer(from - 1_000));
  await comesBack(t, tertulia.services.posts);
});

test.serial('Envoy is killed: everybody is refused at once, and all is well when it is back', async (t) => {
  const killedMs = performance.now();
  await tertulia.envoy.kill('SIGKILL');
  for (const part of calledParts) {
    await waitFor(() => scene.calls.of(part, killedMs).length >= looked, { timeoutMs: patienceMs });
    // Nothing is answered to measure the machine by.
    t.true(worst(scene.calls.of(part, killedMs)) < 3 * failsWithinMs, part);
    t.false(
      scene.calls.of(part, killedMs).some(({ status }) => status === 'OK'),
      part,
    );
  }
  await comesBack(t, tertulia.envoy);
});

test.serial('nothing was told twice on the streams, whatever was killed', (t) => {
  const { posts, notified, comments } = scene.streams;
  for (const told of [posts, notified, comments]) t.is(new Set(told).size, told.length);
});
