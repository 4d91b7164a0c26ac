import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../../scripts/install/report.ts';

const cgroups = '/sys/fs/cgroup';
/** Short, so that who has used up a share waits no longer than for a turn of its event loop. */
const periodUs = 5_000;

/**
 * Lets processes have no more than so many cores together, as a container with a limit has, until this is disposed. Linux
 * only, for who may write control groups: of version 1 or 2. Throws SetupError elsewhere.
 */
export function limitCores(pids: readonly number[], cores: number): Disposable {
  const name = `tertulia-bench-${process.pid}`;
  const quotaUs = Math.round(cores * periodUs);
  const first = join(cgroups, 'cpu');
  const [parent, limits] = existsSync(join(first, 'cpu.cfs_quota_us'))
    ? [first, { 'cpu.cfs_period_us': String(periodUs), 'cpu.cfs_quota_us': String(quotaUs) }]
    : [cgroups, { 'cpu.max': `${quotaUs} ${periodUs}` }];
  const group = join(parent, name);
  const move = (to: string) => {
    for (const pid of pids) writeFileSync(join(to, 'cgroup.procs'), String(pid));
  };
  const lift = () => {
    move(parent);
    rmdirSync(group);
  };
  try {
    mkdirSync(group);
    for (const [file, limit] of Object.entries(limits)) writeFileSync(join(group, file), limit);
    move(group);
  } catch (error) {
    if (existsSync(group)) lift();
    throw new SetupError(`No limit could be set: ${error instanceof Error ? error.message : error}`);
  }
  return { [Symbol.dispose]: lift };
}
