import type { Measurement } from './measure/measure-scenario.ts';

/** A scenario over all rounds: medians, and the range of what varies most. */
export interface Summary {
  name: string;
  title: string;
  calls: number;
  failures: number;
  callsPerSecond: { median: number; min: number; max: number };
  p50Ms: number;
  p99Ms: number;
  cpuMsPerCall: Record<string, number>;
  /** Of Envoy and the services together. */
  totalCpuMsPerCall: number;
}

/** Summarises the rounds of one scenario; at least one. */
export function summarise(name: string, title: string, rounds: readonly Measurement[]): Summary {
  const rates = rounds.map(({ calls, seconds }) => calls / seconds);
  const processes = Object.keys(rounds[0]?.cpuMsPerCall ?? {});
  const cpuOf = (process: string) => median(rounds.map(({ cpuMsPerCall }) => cpuMsPerCall[process] ?? 0));
  const cpuMsPerCall = Object.fromEntries(processes.map((process) => [process, cpuOf(process)]));
  return {
    name,
    title,
    calls: sum(rounds.map(({ calls }) => calls)),
    failures: sum(rounds.map(({ failures }) => failures)),
    callsPerSecond: { median: median(rates), min: Math.min(...rates), max: Math.max(...rates) },
    p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
    cpuMsPerCall,
    totalCpuMsPerCall: sum(Object.values(cpuMsPerCall)),
  };
}

/** The middle of the values; the mean of the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
