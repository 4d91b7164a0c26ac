import test from 'ava';
import { median, summarise } from './summarise.ts';

const round = (calls: number, cpu: number) => ({
  ...{ calls, failures: 1, seconds: 2, p50Ms: 3, p99Ms: 4 },
  cpuMsPerCall: { envoy: cpu, posts: 2 * cpu },
});

test('a summary has the medians of the rounds, and adds calls and failures up', (t) => {
  const summary = summarise('ping', 'Ping', [round(100, 1), round(300, 5), round(200, 2)]);
  t.like(summary, { calls: 600, failures: 3, totalCpuMsPerCall: 6 });
  t.deepEqual(summary.callsPerSecond, { median: 100, min: 50, max: 150 });
  t.deepEqual(summary.cpuMsPerCall, { envoy: 2, posts: 4 });
});

test('the median of an even number of values lies between the middle two', (t) => {
  t.is(median([4, 1, 3, 2]), 2.5);
});
