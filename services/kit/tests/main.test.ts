import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import type { Floor, Software } from '../floors.ts';
import { readRunningVersions } from '../running-versions.ts';
import { waitFor } from '../testing/wait-for.ts';

/** Runs main-process.ts. Disposing ends it, whatever state it is in. */
function run(mode: string, floors: readonly Floor[] = []) {
  const script = fileURLToPath(new URL('main-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, mode, JSON.stringify(floors)]);
  const lines: { msg: string; level: string; port?: number }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line)));
  const exited = once(child, 'close').then(([code]) => code);
  const said = (message: string) => waitFor(() => lines.some(({ msg }) => msg === message));
  return { child, lines, exited, said, [Symbol.dispose]: () => void child.kill('SIGKILL') };
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} stops the service and exits 0`, async (t) => {
    using main = run('ok');
    await main.said('ready');
    t.is(main.lines[0]?.port, 4_711);
    main.child.kill(signal);
    t.is(await main.exited, 0);
    t.deepEqual(
      main.lines.map(({ msg }) => msg),
      ['ready', 'stopping', 'disposed', 'stopped'],
    );
  });
}

test('a second signal does not wait', async (t) => {
  using main = run('slow');
  await main.said('ready');
  main.child.kill('SIGTERM');
  await main.said('stopping');
  main.child.kill('SIGTERM');
  t.is(await main.exited, 1);
});

test('a start that fails is said in one line, and exits 1', async (t) => {
  using main = run('fail');
  t.is(await main.exited, 1);
  t.deepEqual(
    main.lines.map(({ level, msg }) => [level, msg]),
    [['fatal', 'cannot listen on 127.0.0.1:1: the port is taken']],
  );
});

/** A hole that everything has up to version 1000. */
const hole = (software: Software, atStart: Floor['atStart']): Floor => ({
  software,
  affected: [['0', '1000']],
  advisory: 'CVE-0000-1',
  hole: 'anything can happen',
  source: 'https://example.com/1',
  atStart,
});

for (const software of ['node', '@grpc/grpc-js', 'sqlite'] as const) {
  test(`a service does not start on a ${software} with a hole that is refused`, async (t) => {
    using main = run('ok', [hole(software, 'refuse')]);
    t.is(await main.exited, 1);
    const version = readRunningVersions()[software];
    const msg = `${software} ${version} has a known hole, CVE-0000-1: anything can happen. Take 1000 or later (https://example.com/1)`;
    t.deepEqual(
      main.lines.map((line) => [line.level, line.msg]),
      [['fatal', msg]],
    );
  });
}

test('of a hole that is not refused a service warns when it starts', async (t) => {
  using main = run('ok', [hole('node', 'warn')]);
  await main.said('ready');
  t.is(main.lines[0]?.level, 'warn');
  t.regex(main.lines[0]?.msg ?? '', /CVE-0000-1/);
});
