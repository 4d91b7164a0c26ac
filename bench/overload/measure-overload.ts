import type { LoadGenerator } from '../load/generator.ts';
import type { ArrivalResult } from '../load/run-arrivals.ts';
import { settle } from '../measure/settle.ts';
import type { Scenario } from '../scenarios.ts';

/** One load at one rate. */
export interface Phase extends ArrivalResult {
  /** How many times what could be done was offered. */
  factor: number;
  /** Good answers a second. */
  goodput: number;
  /** How long it went on working after the last call: what was put off, as fan-out is. */
  afterMs: number;
}

/** One load, gone through once. */
export interface OverloadRound {
  /** Calls a second with 40 under way all the time. */
  capacity: number;
  phases: Phase[];
}

/** Below what can be done, at it, and at several times. The last shows whether it recovers. */
const factors = [0.7, 1, 1.5, 3, 0.5];
const patienceMs = 1000;
const connections = 40;
const closedLoop = { connections: 4, inFlight: 10, maxCalls: 500_000 };

/** Finds what can be done, and offers multiples of it. */
export async function measureOverload(
  { requests }: Scenario,
  load: LoadGenerator,
  pids: readonly number[],
  { port, seconds }: { port: number; seconds: number },
): Promise<OverloadRound> {
  const milliseconds = seconds * 1000;
  await settle(pids);
  const closed = await load.run({ ...closedLoop, port, milliseconds, requests });
  const capacity = (closed.calls - closed.failures) / closed.seconds;
  const phases: Phase[] = [];
  for (const factor of factors) {
    await settle(pids);
    const job = { port, connections, rate: capacity * factor, milliseconds, patienceMs, requests };
    const result = await load.runArrivals(job);
    const ended = performance.now();
    await settle(pids);
    const good = result.outcomes.filter(({ status }) => status === 'OK').reduce((sum, { calls }) => sum + calls, 0);
    phases.push({ ...result, factor, goodput: good / result.seconds, afterMs: performance.now() - ended });
  }
  return { capacity, phases };
}

/** The most that was done in a round, whatever was offered. */
export function peakOf({ capacity, phases }: OverloadRound): number {
  return Math.max(capacity, ...phases.map(({ goodput }) => goodput));
}
