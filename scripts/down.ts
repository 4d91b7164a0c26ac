// Stops what scripts/up started on a data folder.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runScript, SetupError, say } from './install/report.ts';
import { findInstance, stopInstance } from './run/instance.ts';
import { findLeftovers, stopLeftovers } from './run/leftovers.ts';
import { root } from './tools.ts';

await runScript(async () => {
  const dataDir = readDataDir();
  const instance = findInstance(dataDir);
  if (instance === undefined && findLeftovers(dataDir).length === 0) return say(`Nothing runs on ${dataDir}.`);
  say('Stopping …');
  await (instance === undefined ? stopLeftovers(dataDir) : stopInstance(dataDir, instance));
  say('Stopped.');
});

function readDataDir(): string {
  try {
    const { data } = parseArgs({ options: { data: { type: 'string' } } }).values;
    return data === undefined ? resolve(root, 'data') : resolve(data);
  } catch {
    throw new SetupError('Usage: ./scripts/down [--data DIR]');
  }
}
