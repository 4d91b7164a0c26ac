import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { topology } from '../../envoy/topology.ts';

/** What people call a checkout: its folder, and its commit if it has one. */
export function describeVersion(path: string): string {
  try {
    const command = ['-C', path, 'rev-parse', '--short', 'HEAD'];
    const commit = execFileSync('git', command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return `${basename(path)}@${commit.trim()}`;
  } catch {
    return basename(path);
  }
}

/** What keeps a service from being started from a checkout, a line each. */
export function findVersionFaults(path: string, service: string): string[] {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [`--version: ${path} is not a folder.`];
  const entry = topology.find(({ name }) => name === service)?.entry;
  return [
    ...(entry === undefined || existsSync(join(path, entry)) ? [] : [`--version: ${path} has no ${entry}.`]),
    ...['node_modules', 'gen']
      .filter((needed) => !existsSync(join(path, needed)))
      .map((needed) => `--version: ${path} has no ${needed}: run ./scripts/setup there.`),
  ];
}
