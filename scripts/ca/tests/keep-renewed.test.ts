import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { makeTempDir } from '../../../services/kit/testing/temp-dir.ts';
import { waitFor } from '../../../services/kit/testing/wait-for.ts';
import { nodePath, root } from '../../tools.ts';

const run = promisify(execFile);
const main = join(root, 'scripts/ca/main.ts');

test('the loop renews what is past half of its life, and ends at once when it is told to', async (t) => {
  await using folder = await makeTempDir();
  await run(nodePath(), [main, folder.path, '--lifetime', '8']);
  const read = () => new X509Certificate(readFileSync(join(folder.path, 'posts.pem'))).serialNumber;
  const first = read();
  await using loop = startLoop(folder.path);
  const second = await waitFor(() => read() !== first && read(), { timeoutMs: 15_000 });
  await waitFor(() => read() !== second, { timeoutMs: 15_000 });
  const [code] = await loop.stop();
  t.is(code, 0);
  t.is(loop.output(), '');
});

function startLoop(directory: string) {
  const args = [nodePath(), directory, '8', '1'];
  const child: ChildProcess = spawn(join(root, 'scripts/ca/keep-renewed'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data));
  const ended = once(child, 'exit');
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { stop, output: () => output, [Symbol.asyncDispose]: async () => void (await stop()) };
}

test('the command tells when to call it again, and names what it cannot use', async (t) => {
  await using folder = await makeTempDir();
  const own = join(folder.path, 'own');
  const { stdout } = await run(nodePath(), [main, own]);
  t.true(Math.abs(Number(stdout) - Date.now() / 1000 - 12 * 3600) < 60);
  const broken = join(folder.path, 'broken');
  mkdirSync(broken);
  writeFileSync(join(broken, 'ca.pem'), readFileSync(join(own, 'ca.pem')));
  const error = await t.throwsAsync(run(nodePath(), [main, broken]));
  t.regex(error?.message ?? '', /posts: ENOENT.*posts\.pem/);
  await t.throwsAsync(run(nodePath(), [main]), { message: /Usage:/ });
});
