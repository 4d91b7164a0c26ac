import type { ConsumerReport } from './report.ts';

/** What was asked this time. */
export interface Asked {
  /** Of the processes that answered. */
  readonly consumers: readonly ConsumerReport[];
  /** The newest position of each service's own log, where it answered. */
  readonly heads: ReadonlyMap<string, number>;
}

/**
 * Keeps in mind how far each consumer was when its process last answered: one that has stopped falls behind, and cannot
 * say so itself.
 */
export function followConsumers(): (asked: Asked) => ConsumerReport[] {
  const last = new Map<string, ConsumerReport>();
  return ({ consumers, heads }) => {
    const running = furthest(consumers);
    for (const each of running) last.set(keyOf(each), each);
    const stopped = [...last.values()].filter((each) => !running.includes(each));
    return [...running, ...stopped.map((each) => fallBehind(each, heads))];
  };
}

/** Replicas of a service share one cursor a log: how far it has come, the one knows that has looked last. */
function furthest(consumers: readonly ConsumerReport[]): ConsumerReport[] {
  const logs = Map.groupBy(consumers, keyOf);
  return [...logs.values()].flatMap((same) => same.toSorted((a, b) => b.position - a.position).slice(0, 1));
}

function fallBehind(consumer: ConsumerReport, heads: ReadonlyMap<string, number>): ConsumerReport {
  const head = heads.get(ownerOf(consumer.source, heads)) ?? 0;
  return { ...consumer, running: false, lag: Math.max(consumer.lag, head - consumer.position) };
}

/** A second cursor of one log is named after what it is for: `posts-fan-out`. */
function ownerOf(source: string, heads: ReadonlyMap<string, number>): string {
  return [...heads.keys()].find((owner) => source === owner || source.startsWith(`${owner}-`)) ?? source;
}

const keyOf = ({ service, source }: ConsumerReport) => `${service} ${source}`;
