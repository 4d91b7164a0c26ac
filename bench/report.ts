import { cpus, totalmem } from 'node:os';
import type { Summary } from './summarise.ts';

/** Resident memory of each process, in MiB by name. */
export type Memory = Record<string, number>;

/** All that a run found. */
export interface BenchReport {
  /** ISO 8601. */
  time: string;
  network: string;
  people: number;
  posts: number;
  connections: number;
  inFlight: number;
  seconds: number;
  rounds: number;
  summaries: Summary[];
  /** Of the machine over the last minute, just before the first load: what else it was doing. */
  loadAverageBefore: number;
  memoryAfterReading: Memory;
  memoryAtRest: Memory;
  memoryAfter: Memory;
}

/** The whole at rest must stay under this. */
const memoryGoalMib = 600;

/** The report as Markdown. */
export function formatReport(report: BenchReport): string {
  return [
    `On ${report.network}: ${report.people} people, ${report.posts} posts. ${describeMachine()}; load, Envoy and`,
    `services share it. ${report.rounds} rounds in turn of ${report.seconds} s each, ${report.connections} connections`,
    `with ${report.inFlight} calls under way, gRPC-Web over HTTP/2 through Envoy. Medians; calls/s with their range.`,
    `Load average before it: ${report.loadAverageBefore.toFixed(1)}.`,
    '',
    ...formatLoads(report.summaries),
    '',
    'Processor time of a call in ms, with all that it causes later (fan-out, notifications):',
    '',
    ...formatCpu(report.summaries),
    '',
    'Resident memory in MiB:',
    '',
    ...formatMemory(report),
  ].join('\n');
}

function describeMachine(): string {
  const [first] = cpus();
  return `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
}

function formatLoads(summaries: readonly Summary[]): string[] {
  const ping = summaries.find(({ name }) => name === 'ping');
  const rows = summaries.map(({ title, callsPerSecond: { median, min, max }, p50Ms, p99Ms, failures, ...rest }) => [
    title,
    `${Math.round(median)} (${Math.round(min)}–${Math.round(max)})`,
    ratio(median, ping?.callsPerSecond.median),
    p50Ms.toFixed(1),
    p99Ms.toFixed(1),
    rest.totalCpuMsPerCall.toFixed(3),
    ratio(rest.totalCpuMsPerCall, ping?.totalCpuMsPerCall),
    String(failures),
  ]);
  return table(['load', 'calls/s', '× Ping', 'p50 ms', 'p99 ms', 'CPU ms/call', '× Ping', 'failures'], rows);
}

function formatCpu(summaries: readonly Summary[]): string[] {
  const processes = Object.keys(summaries[0]?.cpuMsPerCall ?? {});
  const rows = summaries.map(({ title, cpuMsPerCall }) => [
    title,
    ...processes.map((process) => (cpuMsPerCall[process] ?? 0).toFixed(3)),
  ]);
  return table(['load', ...processes], rows);
}

function formatMemory({ memoryAfterReading, memoryAtRest, memoryAfter }: BenchReport): string[] {
  const processes = Object.keys(memoryAtRest);
  const row = (title: string, memory: Memory) => [
    title,
    ...processes.map((process) => Math.round(memory[process] ?? 0).toString()),
    Math.round(total(memory)).toString(),
  ];
  const fits = total(memoryAtRest) < memoryGoalMib ? 'within' : 'MORE THAN';
  return [
    ...table(
      ['when', ...processes, 'all'],
      [
        row('after the first start, all logs read', memoryAfterReading),
        row('at rest, after a second start', memoryAtRest),
        row('after the loads', memoryAfter),
      ],
    ),
    '',
    `At rest it is ${fits} the goal of ${memoryGoalMib} MiB.`,
  ];
}

function total(memory: Memory): number {
  return Object.values(memory).reduce((sum, mib) => sum + mib, 0);
}

function ratio(value: number, base: number | undefined): string {
  return base === undefined ? '–' : (value / base).toFixed(2);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)];
}
