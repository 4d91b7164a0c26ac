import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { writeSelfSigned } from '../../../envoy/testing/self-signed.ts';
import { makeTempDir } from '../../../services/kit/testing/temp-dir.ts';
import { waitFor } from '../../../services/kit/testing/wait-for.ts';
import { nodePath, root } from '../../tools.ts';

test('Envoy gets what is written in place or put in place, and nothing that does not fit', async (t) => {
  await using folder = await makeTempDir();
  const pairs = ['first', 'second', 'third'].map((name) => writeSelfSigned(folder.path, name));
  const [first, second, third] = pairs as [(typeof pairs)[0], (typeof pairs)[0], (typeof pairs)[0]];
  const at = { certificate: join(folder.path, 'live.pem'), key: join(folder.path, 'live.key.pem') };
  const secrets = join(folder.path, 'secrets');
  const held = () => (existsSync(join(secrets, 'edge.json')) ? readFileSync(join(secrets, 'edge.json'), 'utf8') : '');
  const holds = ({ certificatePath }: typeof first) =>
    held().includes(JSON.stringify(readFileSync(certificatePath, 'utf8')));

  copyFileSync(first.certificatePath, at.certificate);
  copyFileSync(first.keyPath, at.key);
  await using loop = startLoop([nodePath(), at.certificate, at.key, secrets, '0.1']);
  await waitFor(() => holds(first));

  copyFileSync(second.certificatePath, at.certificate);
  await waitFor(() => /live\.key\.pem is not the key of/.test(loop.output()));
  t.true(holds(first));
  copyFileSync(second.keyPath, at.key);
  await waitFor(() => holds(second));

  // As certbot does it.
  for (const [path, target] of [
    [at.key, third.keyPath],
    [at.certificate, third.certificatePath],
  ] as const) {
    rmSync(path);
    symlinkSync(target, path);
  }
  await waitFor(() => holds(third));
  const [code] = await loop.stop();
  t.is(code, 0);
  t.false(loop.output().includes('PRIVATE KEY'));
});

function startLoop(args: string[]) {
  const child: ChildProcess = spawn(join(root, 'scripts/ca/keep-edge'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data));
  const ended = once(child, 'exit');
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { stop, output: () => output, [Symbol.asyncDispose]: async () => void (await stop()) };
}
