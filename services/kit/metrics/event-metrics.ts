import { Gauge } from 'prom-client';
import { registry } from './registry.ts';

/** How far a consumer is, as it knows. */
export interface ConsumerProgress {
  /** The cursor's name, which is the log's: `profile`. */
  readonly name: string;
  readonly position: bigint;
  readonly lag: bigint;
}

const consumers = new Set<() => ConsumerProgress>();
const logs = new Set<() => Promise<bigint>>();

const registers = [registry];
const labelNames = ['source'] as const;

new Gauge({
  name: 'event_consumer_position',
  help: 'The position of the last event that has been applied.',
  labelNames,
  registers,
  collect() {
    this.reset();
    for (const progress of consumers) this.set({ source: progress().name }, Number(progress().position));
  },
});

new Gauge({
  name: 'event_consumer_lag',
  help: 'How many positions the log was ahead when it last answered.',
  labelNames,
  registers,
  collect() {
    this.reset();
    for (const progress of consumers) this.set({ source: progress().name }, Number(progress().lag));
  },
});

new Gauge({
  name: 'event_log_head',
  help: "The position of the newest event of this process's own log.",
  registers,
  async collect() {
    for (const readHead of logs) this.set(Number(await readHead()));
  },
});

/** Shows a consumer's progress until it is disposed. */
export function showConsumer(progress: () => ConsumerProgress): Disposable {
  consumers.add(progress);
  return { [Symbol.dispose]: () => consumers.delete(progress) };
}

/** Shows the head of an event log until it is disposed; it is asked at each scrape. */
export function showEventLog(readHead: () => Promise<bigint>): Disposable {
  logs.add(readHead);
  return { [Symbol.dispose]: () => logs.delete(readHead) };
}
