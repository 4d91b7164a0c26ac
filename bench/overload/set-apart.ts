import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import type { Observed } from '../measure/measure-scenario.ts';

/**
 * Gives the gateway and the load a half of the cores and the services the other, so that what is measured is how the
 * services are kept from drowning, not how the system shares cores between those who ask, refuse and answer. Linux only;
 * false where it cannot be done.
 */
export function setApart(processes: readonly Observed[], loadPid: number): boolean {
  const cores = cpus().length;
  if (process.platform !== 'linux' || cores < 2) return false;
  const half = Math.floor(cores / 2);
  const [front, back] = [`0-${half - 1}`, `${half}-${cores - 1}`];
  pin(loadPid, front);
  for (const { name, pid } of processes) pin(pid, name === 'envoy' ? front : back);
  return true;
}

/** With all threads that it has. */
function pin(pid: number, cores: string): void {
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(pid)], { stdio: 'ignore' });
}
