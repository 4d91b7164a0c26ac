import { setTimeout } from 'node:timers/promises';
import { readUsage } from './process-usage.ts';

const windowMs = 400;
const quietMs = 20;
const timeoutMs = 120_000;

/** Resolves when the processes have nothing more to do: what a load has left for later is done. */
export async function settle(pids: readonly number[]): Promise<void> {
  const spent = () => pids.reduce((sum, pid) => sum + readUsage(pid).cpuMs, 0);
  const deadline = Date.now() + timeoutMs;
  let before = spent();
  for (;;) {
    await setTimeout(windowMs);
    const now = spent();
    if (now - before <= quietMs) return;
    if (Date.now() > deadline) throw new Error(`the services are still busy after ${timeoutMs / 1000} s`);
    before = now;
  }
}
