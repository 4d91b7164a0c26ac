import { Gauge, Histogram } from 'prom-client';
import { registry, secondsBuckets } from './registry.ts';

const registers = [registry];

/** Writes that have been asked for and not been answered. */
export const waitingWrites = new Gauge({
  name: 'database_write_queue_length',
  help: 'Writes that wait for their commit now.',
  registers,
});

const commitSeconds = new Histogram({
  name: 'database_commit_seconds',
  help: 'How long commits took, until they were on the disk.',
  buckets: secondsBuckets,
  registers,
});

const commitWrites = new Histogram({
  name: 'database_commit_writes',
  help: 'How many writes shared a commit.',
  buckets: [1, 2, 4, 8, 16, 32, 64],
  registers,
});

/** Counts a commit that took from `start` (of performance.now()) until now. */
export function countCommit(start: number, writes: number): void {
  commitSeconds.observe((performance.now() - start) / 1000);
  commitWrites.observe(writes);
  waitingWrites.dec(writes);
}
