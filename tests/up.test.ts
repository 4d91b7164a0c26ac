import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import test from 'ava';
import { openApi } from '../scripts/testing/api.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { makePlace } from './make-place.ts';
import { signUp } from './members.ts';
import { isAlive, readPids, runScript, startScript } from './run-script.ts';

const slow = { timeoutMs: 60_000 };

/** The four services, the web client's server, Envoy, and what renews certificates. */
const parts = 7;

// One after the other: each starts everything.
test.serial('it comes up, survives kill -9 of a part, keeps its data over a restart, and goes down', async (t) => {
  await using place = await makePlace();
  const up = await runScript('up', [...place.args, '--detach']);
  t.is(up.code, 0, up.stderr);
  t.true(up.stdout.includes(place.url));
  t.is((await fetch(place.url)).status, 200);
  const ana = await waitFor(() => signUp(place.url, 'ana'));

  const again = await runScript('up', [...place.args, '--detach']);
  t.deepEqual([again.code, again.stdout.trim()], [0, `Tertulia is running already: ${place.url}`]);

  const killed = readPids(place.dataDir).get('profile') ?? 0;
  process.kill(killed, 'SIGKILL');
  await waitFor(() => readPids(place.dataDir).get('profile') !== killed, slow);
  const getAna = () => openApi(place.url).profiles.getProfile({ name: { $case: 'accountId', value: ana.id } });
  t.is((await waitFor(getAna, slow)).profile?.handle, 'ana');

  const pids = [...readPids(place.dataDir).values()];
  t.is((await runScript('down', ['--data', place.dataDir])).code, 0);
  t.deepEqual(pids.filter(isAlive), []);
  const nothing = await runScript('down', ['--data', place.dataDir]);
  t.deepEqual([nothing.code, nothing.stderr.trim()], [0, `Nothing runs on ${place.dataDir}.`]);

  t.is((await runScript('up', [...place.args, '--detach'])).code, 0);
  t.is((await getAna()).profile?.handle, 'ana');
});

test.serial('Ctrl-C stops everything, and it ends with 0', async (t) => {
  await using place = await makePlace();
  const up = startScript('up', place.args);
  await waitFor(() => isUp(place.url), slow);
  const pids = [...readPids(place.dataDir).values()];
  t.is(pids.filter(isAlive).length, parts);
  up.child.kill('SIGINT');
  const { code, stderr } = await up.ended;
  t.is(code, 0, stderr);
  t.deepEqual(pids.filter(isAlive), []);
});

test.serial('what a killed up leaves running, down stops', async (t) => {
  await using place = await makePlace();
  const up = startScript('up', place.args);
  await waitFor(() => isUp(place.url), slow);
  up.child.kill('SIGKILL');
  await up.ended;
  const pids = [...readPids(place.dataDir).values()];
  t.is(pids.filter(isAlive).length, parts);
  t.is((await runScript('down', ['--data', place.dataDir])).code, 0);
  t.deepEqual(pids.filter(isAlive), []);
});

test.serial('databases, logs and keys are readable by their owner only', async (t) => {
  await using place = await makePlace();
  await runScript('up', [...place.args, '--detach']);
  const modeOf = (path: string) => (statSync(join(place.dataDir, path)).mode & 0o777).toString(8);
  for (const folder of ['.', 'tls']) t.is(modeOf(folder), '700');
  const keys = readdirSync(join(place.dataDir, 'tls')).map((file) => `tls/${file}`);
  t.true(keys.includes('tls/authority.pem') && keys.includes('tls/posts.key.pem'));
  const logs = ['profile', 'supervisord', 'certificates'].map((name) => `log/${name}.log`);
  const files = ['profile.sqlite', 'run/envoy.json', 'run/supervisord.conf', ...logs, ...keys];
  t.deepEqual(
    files.map(modeOf),
    files.map(() => '600'),
  );
});

test.serial('a service that does not start is named, with what it says, and nothing stays running', async (t) => {
  await using place = await makePlace();
  const up = await runScript('up', place.args, { COMMENTS_LOG_LEVEL: 'loud' });
  t.is(up.code, 1);
  t.regex(up.stderr, /comments does not start/);
  t.regex(up.stderr, /COMMENTS_LOG_LEVEL/);
  t.deepEqual([...readPids(place.dataDir).values()].filter(isAlive), []);
});

test.serial('a taken port is said in one line', async (t) => {
  await using place = await makePlace();
  const server = createServer().listen(Number(new URL(place.url).port), '127.0.0.1');
  await once(server, 'listening');
  const { code, stderr } = await runScript('up', place.args);
  server.close();
  t.is(code, 1);
  t.regex(stderr, /^Port \d+ is taken: .* --port\.\n$/);
});

for (const args of [
  ['--seed', 'real'],
  ['--port', 'x'],
  ['--prot', '80'],
  ['--data', '/dev/null/x'],
]) {
  test.serial(`\`up ${args.join(' ')}\` is refused in one line`, async (t) => {
    const { code, stderr } = await runScript('up', args);
    t.is(code, 1);
    t.is(stderr.trimEnd().split('\n').length, 1, stderr);
  });
}

async function isUp(url: string): Promise<boolean> {
  return (await fetch(url)).status === 200;
}
