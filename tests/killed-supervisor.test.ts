import test from 'ava';
import { findInstance } from '../scripts/run/instance.ts';
import { findLeftovers } from '../scripts/run/leftovers.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { makePlace } from './make-place.ts';
import { signUp } from './members.ts';
import { isAlive, readPids, runScript, startScript } from './run-script.ts';

const slow = { timeoutMs: 60_000 };

/** Kills the supervisor of a folder. The processes that it leaves. */
async function killSupervisor(dataDir: string): Promise<number[]> {
  const supervisor = findInstance(dataDir)?.pid ?? 0;
  const pids = [...readPids(dataDir).values()];
  process.kill(supervisor, 'SIGKILL');
  await waitFor(() => !isAlive(supervisor));
  return pids;
}

/** One that has ended may keep its id for a moment, until the machine's first process has looked. */
function runningOf(pids: readonly number[], dataDir: string): number[] {
  const running = new Set(findLeftovers(dataDir));
  return pids.filter((pid) => running.has(pid));
}

// One after the other: each starts everything.
test.serial('what a killed supervisor leaves answers, and the next up takes its place', async (t) => {
  await using place = await makePlace();
  t.is((await runScript('up', [...place.args, '--detach'])).code, 0);
  await waitFor(() => signUp(place.url, 'ana'));
  const left = await killSupervisor(place.dataDir);
  t.deepEqual(runningOf(left, place.dataDir), left);
  t.is((await signUp(place.url, 'bo_')).handle, 'bo_');
  t.is((await fetch(place.url)).status, 200);

  const again = await runScript('up', [...place.args, '--detach']);
  t.is(again.code, 0, again.stderr);
  t.regex(again.stderr, /left running/);
  t.deepEqual(runningOf(left, place.dataDir), []);
  t.is((await waitFor(() => signUp(place.url, 'cleo'))).handle, 'cleo');
});

test.serial('what a killed supervisor leaves, down stops', async (t) => {
  await using place = await makePlace();
  t.is((await runScript('up', [...place.args, '--detach'])).code, 0);
  await killSupervisor(place.dataDir);
  const down = await runScript('down', ['--data', place.dataDir]);
  t.deepEqual([down.code, down.stderr.trim().split('\n').at(-1)], [0, 'Stopped.']);
  t.deepEqual(findLeftovers(place.dataDir), []);
  t.is((await runScript('down', ['--data', place.dataDir])).stderr.trim(), `Nothing runs on ${place.dataDir}.`);
});

test.serial(
  'an up in the foreground starts another supervisor in place of a killed one, and ends by Ctrl-C',
  async (t) => {
    await using place = await makePlace();
    const up = startScript('up', place.args);
    await waitFor(() => signUp(place.url, 'ana'), slow);
    const killed = findInstance(place.dataDir)?.pid;
    const left = await killSupervisor(place.dataDir);
    await waitFor(() => findInstance(place.dataDir)?.pid !== killed && findInstance(place.dataDir) !== undefined, slow);
    await waitFor(() => signUp(place.url, 'bo_'), slow);
    t.deepEqual(runningOf(left, place.dataDir), []);
    up.child.kill('SIGINT');
    const { code, stderr } = await up.ended;
    t.is(code, 0, stderr);
    t.deepEqual(findLeftovers(place.dataDir), []);
  },
);
