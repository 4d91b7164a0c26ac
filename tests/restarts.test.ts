import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { serviceNames } from '../scripts/run/plan.ts';
import type { Ports } from '../scripts/run/ports.ts';
import { awaitTokens } from '../scripts/testing/await-tokens.ts';
import { examineTertulia } from '../scripts/testing/examine-tertulia.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { makePlace } from './make-place.ts';
import { isListening } from './outages/is-listening.ts';
import { startScene } from './outages/scene.ts';
import { readPids, runScript } from './run-script.ts';

const slow = { timeoutMs: 60_000 };
const killed = [...serviceNames, 'web', 'envoy', 'certificates'] as const;

test('whatever up keeps running is killed with -9, comes back by itself, and all is well', async (t) => {
  await using place = await makePlace();
  const { dataDir, url } = place;
  t.is((await runScript('up', [...place.args, '--detach'])).code, 0);
  const ports = JSON.parse(readFileSync(join(dataDir, 'run/ports.json'), 'utf8')) as Ports;
  await awaitTokens(url);
  await using scene = await startScene(url, () => serviceNames.map((name) => ports[`${name}Metrics`]));
  for (const name of killed) {
    const pid = readPids(dataDir).get(name) ?? 0;
    // What is answered just before is told all the same.
    await scene.write();
    const killedMs = performance.now();
    process.kill(pid, 'SIGKILL');
    await waitFor(() => readPids(dataDir).get(name) !== pid, slow);
    const port = name === 'envoy' ? ports.edge : name === 'certificates' ? undefined : ports[name];
    if (port !== undefined) await waitFor(() => isListening(port), slow);
    const backMs = performance.now();
    // How soon is measured by outages.test.ts, without a supervisor's own pauses.
    const wellMs = await scene.allIsWell(slow.timeoutMs);
    t.log(
      `${name} was back after ${Math.round(backMs - killedMs)} ms, and all was well ${Math.round(wellMs)} ms later`,
    );
  }
  const { posts, notified, comments } = scene.streams;
  t.true(scene.written.posts.length >= 2 * killed.length && scene.written.comments.length >= 2 * killed.length);
  for (const told of [posts, notified, comments]) t.is(new Set(told).size, told.length);
  await examineTertulia(t, place);
});
