import type { LoadGenerator } from '../load/generator.ts';
import type { ArrivalResult } from '../load/run-arrivals.ts';
import type { Observed } from '../measure/measure-scenario.ts';
import { readUsage } from '../measure/process-usage.ts';
import { settle } from '../measure/settle.ts';
import type { Scenario } from '../scenarios.ts';

/** One load at one rate. */
export interface Phase extends ArrivalResult {
  /** How many times the peak was offered. */
  factor: number;
  /** Good answers a second. */
  goodput: number;
  /** The share of a core that each process took, the generator's included. */
  busy: Record<string, number>;
  /** How long it went on working after the last call: what was put off, as fan-out is. */
  afterMs: number;
}

/** One load, gone through once. */
export interface OverloadRound {
  /** The most good answers a second at any rate that was offered on the way up. */
  peak: number;
  phases: Phase[];
}

/** Below the peak, at it, and above. The last shows whether it recovers. */
const factors = [0.5, 1, 1.5, 3, 0.5];
const patienceMs = 1000;
const connections = 40;
const warming = { connections: 4, inFlight: 10, maxCalls: 500_000, milliseconds: 1500 };

/** How much more is offered at each step on the way up, and what is no longer an increase. */
const climb = { factor: 1.25, increase: 1.02 };

interface Setting {
  port: number;
  seconds: number;
}

/** Finds what can be done, and offers multiples of it. */
export async function measureOverload(
  { requests }: Scenario,
  load: LoadGenerator,
  processes: readonly Observed[],
  { port, seconds }: Setting,
): Promise<OverloadRound> {
  const pids = processes.map(({ pid }) => pid);
  const watched = [...processes, { name: 'load', pid: load.pid }];
  // For as long on the way up as afterwards: in a moment more is done than can be kept up, for some of it is put off.
  const milliseconds = seconds * 1000;
  const offer = async (rate: number) => {
    await settle(pids);
    const before = watched.map(({ pid }) => readUsage(pid).cpuMs);
    const begin = performance.now();
    const result = await load.runArrivals({ port, connections, rate, milliseconds, patienceMs, requests });
    const took = performance.now() - begin;
    const busy = watched.map(({ name, pid }, i) => [name, (readUsage(pid).cpuMs - (before[i] ?? 0)) / took]);
    return { ...result, goodput: goodCalls(result) / result.seconds, busy: Object.fromEntries(busy) };
  };
  const warm = await load.run({ ...warming, port, requests });
  const peak = await findPeak(warm.calls / warm.seconds, offer);
  const phases: Phase[] = [];
  for (const factor of factors) {
    const phase = await offer(peak * factor);
    const ended = performance.now();
    await settle(pids);
    phases.push({ ...phase, factor, afterMs: performance.now() - ended });
  }
  return { peak, phases };
}

/** Two steps without an increase end it: one may be what else the machine was doing. */
async function findPeak(first: number, offer: (rate: number) => Promise<{ goodput: number }>): Promise<number> {
  let peak = 0;
  let misses = 0;
  for (let rate = first; misses < 2; rate *= climb.factor) {
    const { goodput } = await offer(rate);
    misses = goodput < peak * climb.increase ? misses + 1 : 0;
    peak = Math.max(peak, goodput);
  }
  return peak;
}

function goodCalls({ outcomes }: ArrivalResult): number {
  return outcomes.filter(({ status }) => status === 'OK').reduce((sum, { calls }) => sum + calls, 0);
}
