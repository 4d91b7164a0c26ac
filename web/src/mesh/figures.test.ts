import test from 'ava';
import type { CallsReport, MeshReport } from '../../mesh/report.ts';
import { compareEdges, growth } from './figures.ts';

const report = (time: number, calls: readonly CallsReport[]): MeshReport => ({
  time,
  calls,
  processes: [],
  consumers: [],
  gateway: undefined,
});

const calls = (method: string, codes: Record<string, number>, counts: readonly number[] = []): CallsReport => ({
  from: 'edge',
  to: 'posts',
  method,
  codes,
  durations: counts.map((count, index) => ({ bound: [0.001, 0.01, 0.1][index] ?? 1, count })),
});

test('an edge has the calls of all its methods, a second, and counts as faults what is not the caller’s', (t) => {
  const before = report(1_000, [calls('GetPost', { OK: 10, NOT_FOUND: 1 })]);
  const after = report(3_000, [calls('GetPost', { OK: 14, NOT_FOUND: 3, INTERNAL: 2 }), calls('LikePost', { OK: 2 })]);
  const [edge] = compareEdges(before, after);
  t.like(edge, { from: 'edge', to: 'posts', callsPerSecond: 5, faultsPerSecond: 1 });
});

test('quantiles are those of the time between, not of ever since', (t) => {
  const before = report(0, [calls('GetPost', { OK: 1_000 }, [1_000, 1_000, 1_000])]);
  const after = report(1_000, [calls('GetPost', { OK: 1_100 }, [1_000, 1_090, 1_100])]);
  const [edge] = compareEdges(before, after);
  t.is(edge?.p50?.toFixed(6), '0.006000');
  t.is(edge?.p99?.toFixed(6), '0.091000');
});

test('an edge at rest has no quantiles', (t) => {
  const same = [calls('GetPost', { OK: 5 }, [5, 5, 5])];
  t.like(compareEdges(report(0, same), report(1_000, same))[0], { callsPerSecond: 0, p50: undefined, p99: undefined });
});

test('a process that was started again does not count backwards', (t) => {
  const before = report(0, [calls('GetPost', { OK: 500 }, [400, 500, 500])]);
  const after = report(1_000, [calls('GetPost', { OK: 3 }, [3, 3, 3])]);
  t.like(compareEdges(before, after)[0], { callsPerSecond: 3 });
  t.is(growth(500, 3, 1_000), 3);
});
