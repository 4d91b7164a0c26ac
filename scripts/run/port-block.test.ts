import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import test from 'ava';
import { nodePath } from '../tools.ts';
import { takePort } from './port-block.ts';

const run = promisify(execFile);

test('processes that choose ports at the same moment are never given the same', async (t) => {
  const script = `
    import { takePort } from ${JSON.stringify(new URL('port-block.ts', import.meta.url).href)};
    const ports = await Promise.all(Array.from({ length: 200 }, takePort));
    process.stdout.write(JSON.stringify(ports), () => process.stdin.once('end', () => process.exit()).resume());`;
  // With 1,600 of 12,338 ports chosen by chance, not one of which is listened on, two would be the same.
  const children = Array.from({ length: 8 }, () => run(nodePath(), ['--input-type=module', '--eval', script]));
  const answers = children.map(async ({ child }) => {
    const text = await new Promise<string>((resolve) => child.stdout?.once('data', resolve).once('end', resolve));
    return JSON.parse(text) as number[];
  });
  // None ends, and so gives up its own, before the last has chosen.
  const ports = (await Promise.all(answers)).flat();
  for (const { child } of children) child.stdin?.end();
  await Promise.all(children);
  t.is(ports.length, 1600);
  t.is(new Set(ports).size, 1600);
});

test('what is given can be listened on', async (t) => {
  const port = await takePort();
  const server = createServer();
  await t.notThrowsAsync(
    new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen({ port, host: '127.0.0.1' }, resolve);
    }),
  );
  server.close();
});
