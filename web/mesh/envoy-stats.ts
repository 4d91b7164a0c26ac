import type { OutsideReport } from './report.ts';

/** What is read of /stats?format=json&histogram_buckets=cumulative. */
export interface Stats {
  readonly stats: readonly {
    readonly name?: string;
    readonly value?: number;
    readonly histograms?: readonly {
      readonly name: string;
      readonly buckets: readonly { readonly upper_bound: number; readonly cumulative: number }[];
    }[];
  }[];
}

const unanswered = /^cluster[.]([a-z-]+?)(-canary)?[.]upstream_rq_5xx$/;

/** The statistics that are read, by Envoy's own names. */
export const statsFilter = [
  '^http[.]edge[.](downstream_cx_active|downstream_rq_[45]xx|downstream_rq_completed|downstream_rq_time)$',
  '^http[.]edge[.]fault[.](aborts|delays)_injected$',
  '^cluster[.][a-z-]+[.](upstream_cx_none_healthy|upstream_rq_5xx)$',
].join('|');

/** Counters and gauges, by name. */
export type StatValues = ReadonlyMap<string, number>;

/** Reads what has one value. */
export function readValues({ stats }: Stats): StatValues {
  return new Map(stats.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value ?? 0] as const])));
}

/** What happened at the edge as a whole. */
export function readOutside(stats: Stats, values: StatValues): OutsideReport {
  const value = (name: string) => values.get(`http.edge.${name}`) ?? 0;
  const histograms = stats.stats.flatMap((each) => each.histograms ?? []);
  const times = histograms.find(({ name }) => name === 'http.edge.downstream_rq_time');
  return {
    requests: value('downstream_rq_completed'),
    failed: value('downstream_rq_5xx'),
    aborted: value('fault.aborts_injected'),
    durations: (times?.buckets ?? []).map(({ upper_bound, cumulative }) => ({
      bound: upper_bound / 1000,
      count: cumulative,
    })),
  };
}

/** Calls that Envoy answered itself, for want of an answer, by service: from outside and from inside. */
export function readUnanswered(values: StatValues, services: ReadonlySet<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, value] of values) {
    const service = unanswered.exec(name)?.[1];
    if (service !== undefined && services.has(service)) counts[service] = (counts[service] ?? 0) + value;
  }
  return counts;
}
