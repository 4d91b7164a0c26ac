import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { stopLeftovers } from './leftovers.ts';
import { signal } from './signal.ts';

/** A running start of everything on one data folder. */
export interface Instance {
  /** The supervisor's process. */
  pid: number;
  url: string;
}

const fileName = 'run/instance.json';

/** Says, for later commands on the same folder, that it is running. */
export function recordInstance(dataDir: string, instance: Instance): void {
  writeFileSync(join(dataDir, fileName), JSON.stringify(instance), { mode: 0o600 });
}

/** What runs on the folder now; undefined also where the record was left behind by a machine that went down. */
export function findInstance(dataDir: string): Instance | undefined {
  const path = join(dataDir, fileName);
  if (!existsSync(path)) return undefined;
  const instance = JSON.parse(readFileSync(path, 'utf8')) as Instance;
  return isSupervisor(instance.pid, dataDir) ? instance : undefined;
}

/** Stops it as Ctrl-C does, and resolves when the last process is gone, also where the supervisor was killed. */
export async function stopInstance(dataDir: string, { pid }: Instance): Promise<void> {
  signal(pid, 'SIGTERM');
  while (isSupervisor(pid, dataDir)) await setTimeout(50);
  await stopLeftovers(dataDir);
  rmSync(join(dataDir, fileName), { force: true });
}

/** The path that the supervisor's command line carries, by which it is told from another process of the same id. */
export function supervisorConfigPath(dataDir: string): string {
  return join(dataDir, 'run/supervisord.conf');
}

function isSupervisor(pid: number, dataDir: string): boolean {
  return readCommandLine(pid).includes(supervisorConfigPath(dataDir));
}

function readCommandLine(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
