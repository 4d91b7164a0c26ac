import { type CallsReport, type MeshReport, refusedCode } from '../../mesh/report.ts';

/** What happened between two parts, a second, between two reports. `edge` is the gateway, `outside` who asks it. */
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
  refusedCode,
]);

/** Between services nothing else is RESOURCE_EXHAUSTED: only what comes from outside is limited by who asks. */
const faultsInside: ReadonlySet<string> = new Set([...faults, 'RESOURCE_EXHAUSTED']);

/** What happened between two reports of the mesh on every edge that has ever carried a call. */
export function compareEdges(before: MeshReport, after: MeshReport): Edge[] {
  const [earlier, later] = [Map.groupBy(before.calls, edgeOf), Map.groupBy(after.calls, edgeOf)];
  const told = [...new Set([...earlier.keys(), ...later.keys()])].map((edge) =>
    compareEdge(edge, compareCalls(earlier.get(edge) ?? [], later.get(edge) ?? []), after.time - before.time),
  );
  const all = addUnanswered(told, before, after);
  return [...compareOutside(before, after, all), ...all];
}

function compareEdge(edge: string, { codes, durations }: ReturnType<typeof compareCalls>, ms: number): Edge {
  const [from = '', to = ''] = edge.split(' ');
  const rate = (wanted: (code: string) => boolean) =>
    codes.entries().reduce((sum, [code, calls]) => (wanted(code) ? sum + calls : sum), 0) / Math.max(0.001, ms / 1000);
  return {
    ...{ from, to, p50: quantile(durations, 0.5), p99: quantile(durations, 0.99) },
    callsPerSecond: rate(() => true),
    faultsPerSecond: rate((code) => (from === 'edge' ? faults : faultsInside).has(code)),
  };
}

/**
 * What Envoy answered in place of a service, the service has not counted. Other services have, where they asked; the
 * rest was asked at the edge.
 */
function addUnanswered(edges: readonly Edge[], before: MeshReport, after: MeshReport): Edge[] {
  const [old, now] = [before.gateway?.unanswered, after.gateway?.unanswered];
  if (old === undefined || now === undefined) return [...edges];
  const untold = Object.keys(now).map((service) => {
    const rate = growth(old[service] ?? 0, now[service] ?? 0, after.time - before.time);
    const inside = edges.filter(({ from, to }) => from !== 'edge' && to === service);
    return [service, Math.max(0, rate - sumOf(inside, 'faultsPerSecond'))] as const;
  });
  return untold.reduce<Edge[]>((all, [service, rate]) => (rate > 0 ? addFaults(all, service, rate) : all), [...edges]);
}

function addFaults(edges: readonly Edge[], service: string, rate: number): Edge[] {
  const isIt = ({ from, to }: Edge) => from === 'edge' && to === service;
  const none = { from: 'edge', to: service, callsPerSecond: 0, faultsPerSecond: 0, p50: undefined, p99: undefined };
  const old = edges.find(isIt) ?? none;
  const { callsPerSecond, faultsPerSecond } = old;
  const more = { ...old, callsPerSecond: callsPerSecond + rate, faultsPerSecond: faultsPerSecond + rate };
  return [...edges.filter((edge) => !isIt(edge)), more];
}

/** From the outside to the gateway: what those see who ask. */
function compareOutside(before: MeshReport, after: MeshReport, edges: readonly Edge[]): Edge[] {
  if (after.gateway === undefined) return [];
  const now = after.gateway.outside;
  const old = before.gateway?.outside ?? now;
  const bounds = ({ durations }: typeof old) => new Map(durations.map(({ bound, count }) => [bound, count]));
  const durations = subtract(bounds(now), bounds(old));
  const rate = (of: 'requests' | 'failed' | 'aborted') => growth(old[of], now[of], after.time - before.time);
  // What a service said itself has HTTP status 200.
  const said = sumOf(
    edges.filter(({ from }) => from === 'edge'),
    'faultsPerSecond',
  );
  return [
    {
      ...{ from: 'outside', to: 'edge', p50: quantile(durations, 0.5), p99: quantile(durations, 0.99) },
      callsPerSecond: rate('requests'),
      faultsPerSecond: Math.max(rate('failed'), rate('aborted'), said),
    },
  ];
}

function sumOf(edges: readonly Edge[], figure: 'callsPerSecond' | 'faultsPerSecond'): number {
  return edges.reduce((sum, edge) => sum + edge[figure], 0);
}

/** Each replica counts by itself, and may begin anew. */
function compareCalls(before: readonly CallsReport[], after: readonly CallsReport[]) {
  const replicaOf = ({ replica }: CallsReport) => replica;
  const earlier = Map.groupBy(before, replicaOf);
  const parts = [...Map.groupBy(after, replicaOf)].map(([replica, calls]) => {
    const old = earlier.get(replica) ?? [];
    return {
      codes: subtract(sumCodes(calls), sumCodes(old)),
      durations: subtract(sumDurations(calls), sumDurations(old)),
    };
  });
  return {
    codes: sum(parts.flatMap(({ codes }) => [...codes])),
    durations: sum(parts.flatMap(({ durations }) => [...durations])),
  };
}

/** How much a count has grown a second; one that has begun anew counts from 0. */
export function growth(before: number, after: number, ms: number): number {
  return (after >= before ? after - before : after) / Math.max(0.001, ms / 1000);
}

/** A certificate is renewed when half of its life is over: one of so little has been forgotten. */
const leastLeftMs = 3_600_000;

/** Whether a certificate needs somebody to look after it. */
export function expiresSoon(expireTime: number, now: number): boolean {
  return expireTime - now < leastLeftMs;
}

const edgeOf = ({ from, to }: Pick<CallsReport, 'from' | 'to'>) => `${from} ${to}`;

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
