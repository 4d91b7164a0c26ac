import test from 'ava';
import type { CallsReport, GatewayReport, MeshReport } from '../../mesh/report.ts';
import { compareEdges, expiresSoon, growth } from './figures.ts';

const report = (time: number, calls: readonly CallsReport[]): MeshReport => ({
  time,
  calls,
  processes: [],
  consumers: [],
  certificates: [],
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

test('each replica of a service may begin anew by itself', (t) => {
  const of = (replica: string, ok: number) => ({ ...calls('GetPost', { OK: ok }), replica });
  const before = report(0, [of('posts/1', 500), of('posts/2', 100)]);
  const after = report(1_000, [of('posts/1', 3), of('posts/2', 110)]);
  t.like(compareEdges(before, after)[0], { callsPerSecond: 13 });
});

const gateway = (requests: number, unanswered: number, counts: readonly number[]): GatewayReport => ({
  ...{ replicas: [], connections: 0, refused: 0, faultsInjected: 0, unserved: {}, unanswered: { posts: unanswered } },
  outside: {
    ...{ requests, failed: unanswered, aborted: 0 },
    durations: counts.map((count, index) => ({ bound: 10 ** index, count })),
  },
});

test('what Envoy answers in place of a service is a fault of that line, though the service counts nothing', (t) => {
  const before = { ...report(0, [calls('GetPost', { OK: 5 })]), gateway: gateway(10, 1, [10]) };
  const after = { ...report(2_000, [calls('GetPost', { OK: 7, INTERNAL: 2 })]), gateway: gateway(22, 9, [20]) };
  const edges = compareEdges(before, after);
  t.like(edges[0], { from: 'outside', to: 'edge', callsPerSecond: 6, faultsPerSecond: 5 });
  t.like(edges[1], { from: 'edge', to: 'posts', callsPerSecond: 6, faultsPerSecond: 5 });
});

test('and what another service was answered is a fault of its own line only', (t) => {
  const asked = (failed: number) => ({ ...calls('GetPost', { UNAVAILABLE: failed }), from: 'comments' });
  const before = { ...report(0, [asked(1)]), gateway: gateway(0, 0, []) };
  const after = { ...report(1_000, [asked(5)]), gateway: gateway(0, 4, []) };
  const edges = compareEdges(before, after);
  t.deepEqual(
    edges.slice(1).map(({ from, faultsPerSecond }) => [from, faultsPerSecond]),
    [['comments', 4]],
  );
});

test('a delay before the services shows between the outside and the gateway', (t) => {
  const before = { ...report(0, []), gateway: gateway(100, 0, [100, 100, 100]) };
  const after = { ...report(1_000, []), gateway: gateway(110, 0, [100, 110, 110]) };
  const [outside] = compareEdges(before, after);
  t.true((outside?.p50 ?? 0) > 1 && (outside?.p99 ?? 0) <= 10);
});

test('a certificate is a matter of concern in its last hour', (t) => {
  t.true(expiresSoon(59 * 60_000, 0));
  t.false(expiresSoon(61 * 60_000, 0));
});

test('what a service refused for want of room is a fault, what a caller asked too often is not', (t) => {
  const before = report(0, [calls('GetPost', { OK: 5 })]);
  const after = report(1_000, [calls('GetPost', { OK: 6, REFUSED: 3, RESOURCE_EXHAUSTED: 2 })]);
  t.like(compareEdges(before, after)[0], { callsPerSecond: 6, faultsPerSecond: 3 });
});

test('between services nobody is limited: to be refused there is a fault', (t) => {
  const asked = (refused: number) => ({ ...calls('GetPost', { RESOURCE_EXHAUSTED: refused }), from: 'comments' });
  t.like(compareEdges(report(0, [asked(1)]), report(1_000, [asked(5)]))[0], { faultsPerSecond: 4 });
});
