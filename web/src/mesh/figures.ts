import type { CallsReport, MeshReport } from '../../mesh/report.ts';

/** What happened between two parts, a second, between two reports. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly callsPerSecond: number;
  /** Calls a second that failed by the fault of the mesh, not of the caller. */
  readonly faultsPerSecond: number;
  /** Seconds; undefined where no unary call was answered. */
  readonly p50: number | undefined;
  readonly p99: number | undefined;
}

const faults: ReadonlySet<string> = new Set([
  'UNKNOWN',
  'DEADLINE_EXCEEDED',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
]);

/** Every edge that has ever carried a call, with what it carried between two reports of the mesh. */
export function compareEdges(before: MeshReport, after: MeshReport): Edge[] {
  const seconds = Math.max(0.001, (after.time - before.time) / 1000);
  const earlier = Map.groupBy(before.calls, edgeOf);
  return [...Map.groupBy(after.calls, edgeOf)].map(([edge, calls]) => {
    const { from, to } = calls[0] ?? { from: '', to: '' };
    const old = earlier.get(edge) ?? [];
    const codes = subtract(sumCodes(calls), sumCodes(old));
    const durations = subtract(sumDurations(calls), sumDurations(old));
    const count = (wanted: (code: string) => boolean) =>
      codes.entries().reduce((sum, [code, calls]) => (wanted(code) ? sum + calls : sum), 0);
    return {
      from,
      to,
      callsPerSecond: count(() => true) / seconds,
      faultsPerSecond: count((code) => faults.has(code)) / seconds,
      p50: quantile(durations, 0.5),
      p99: quantile(durations, 0.99),
    };
  });
}

/** How much a count has grown a second; one that has begun anew counts from 0. */
export function growth(before: number, after: number, ms: number): number {
  return (after >= before ? after - before : after) / Math.max(0.001, ms / 1000);
}

const edgeOf = ({ from, to }: CallsReport) => `${from} ${to}`;

function sumCodes(calls: readonly CallsReport[]): Map<string, number> {
  return sum(calls.flatMap(({ codes }) => Object.entries(codes)));
}

/** Cumulative, by bound. */
function sumDurations(calls: readonly CallsReport[]): Map<number, number> {
  return sum(calls.flatMap(({ durations }) => durations.map(({ bound, count }) => [bound, count] as const)));
}

function sum<Key>(pairs: readonly (readonly [Key, number])[]): Map<Key, number> {
  const sums = new Map<Key, number>();
  for (const [key, value] of pairs) sums.set(key, (sums.get(key) ?? 0) + value);
  return sums;
}

/** A process that was started again counts from 0: then all that it has counted is new. */
function subtract<Key>(after: Map<Key, number>, before: Map<Key, number>): Map<Key, number> {
  const begunAnew = after.entries().some(([key, value]) => value < (before.get(key) ?? 0));
  if (begunAnew) return after;
  return new Map(after.entries().map(([key, value]) => [key, value - (before.get(key) ?? 0)]));
}

/** Within its bucket a value is taken to lie evenly, as Prometheus does; past the last bound it is that bound. */
function quantile(cumulative: Map<number, number>, share: number): number | undefined {
  const buckets = [...cumulative].sort(([a], [b]) => a - b);
  const total = buckets.at(-1)?.[1] ?? 0;
  if (total <= 0) return undefined;
  const rank = share * total;
  let [lower, below] = [0, 0];
  for (const [bound, count] of buckets) {
    if (count >= rank) return lower + ((bound - lower) * (rank - below)) / (count - below);
    [lower, below] = [bound, count];
  }
  return lower;
}
