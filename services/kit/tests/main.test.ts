import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { waitFor } from '../testing/wait-for.ts';

/** Runs main-process.ts. Disposing ends it, whatever state it is in. */
function run(mode: string) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('main-process.ts', import.meta.url)), mode]);
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
