import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { joiningFolder } from './supervisor-config.ts';

/** Where it is kept which replicas there are beside those of the start. */
export function meshStatePath(dataDir: string): string {
  return join(dataDir, 'run/replicas.json');
}

/** Where the programs are that joined while everything ran. */
export function joiningPath(dataDir: string): string {
  return join(dataDir, 'run', joiningFolder);
}

/** What was scaled, drained and tried on a folder ends with the run: the next one begins with one replica of each service. */
export function forgetOperations(dataDir: string): void {
  rmSync(meshStatePath(dataDir), { force: true });
  rmSync(joiningPath(dataDir), { recursive: true, force: true });
}
