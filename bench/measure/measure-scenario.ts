import type { LoadGenerator } from '../load/generator.ts';
import type { LoadResult } from '../load/run-load.ts';
import type { Scenario } from '../scenarios.ts';
import { openWatchers } from './open-watchers.ts';
import { readUsage } from './process-usage.ts';
import { settle } from './settle.ts';

/** A process under observation. */
export interface Observed {
  name: string;
  pid: number;
}

/** What one load of one scenario did. */
export interface Measurement extends LoadResult {
  /** Processor time of each process by name, what a call leaves for later (fan-out, notifications) included. */
  cpuMsPerCall: Record<string, number>;
}

/** How the load is made. */
export interface LoadShape {
  port: number;
  connections: number;
  inFlight: number;
  seconds: number;
}

/** A load ends at so many calls at the latest. */
const maxCalls = 500_000;

/** Loads a scenario once, waits until everything that it caused is done, and divides the processor time by the calls. */
export async function measureScenario(
  scenario: Scenario,
  load: LoadGenerator,
  processes: readonly Observed[],
  { port, connections, inFlight, seconds }: LoadShape,
): Promise<Measurement> {
  using _watchers = await openWatchers(port, scenario.watchers ?? []);
  const pids = processes.map(({ pid }) => pid);
  await settle(pids);
  const before = pids.map((pid) => readUsage(pid).cpuMs);
  const { requests } = scenario;
  const result = await load.run({ port, connections, inFlight, milliseconds: seconds * 1000, maxCalls, requests });
  await settle(pids);
  const cpuMsPerCall = Object.fromEntries(
    processes.map(({ name, pid }, index) => [name, (readUsage(pid).cpuMs - (before[index] ?? 0)) / result.calls]),
  );
  return { ...result, cpuMsPerCall };
}
