import test from 'ava';
import type { MeshReport } from '../../web/mesh/report.ts';
import type { ReplicaState } from './mesh-state.ts';
import { awaitIdle } from './replicas.ts';

const replica = { service: 'posts', number: 2 } as ReplicaState;
const noTimeMs = -1;

/** What is seen, one report after the other, the last again and again. */
function seeing(...reports: readonly { active?: number; streams?: number }[]) {
  let looks = 0;
  const look = async () => {
    const { active, streams } = reports[Math.min(looks, reports.length - 1)] ?? {};
    looks += 1;
    const replicas = [{ replica: 'posts/2', activeCalls: active }];
    const own = { name: 'posts', replica: 'posts/2', up: streams !== undefined, openStreams: streams ?? 0 };
    return { gateway: active === undefined ? undefined : { replicas }, processes: [own] } as unknown as MeshReport;
  };
  return { look, looks: () => looks };
}

test('a replica is idle when it is seen twice that nothing but streams runs there', async (t) => {
  const mesh = seeing(
    { active: 5, streams: 3 },
    { active: 3, streams: 3 },
    { active: 4, streams: 3 },
    { active: 3, streams: 3 },
  );
  t.deepEqual(await awaitIdle(mesh, replica, 60_000), { calls: 0, streams: 3 });
  t.is(mesh.looks(), 5);
});

test('a replica is not idle because Envoy does not answer, or does not know it', async (t) => {
  t.is(await awaitIdle(seeing({}), replica, noTimeMs), undefined);
  const mesh = seeing({ active: 0, streams: 0 }, {}, { active: 0, streams: 0 }, { active: 0, streams: 0 });
  t.deepEqual(await awaitIdle(mesh, replica, 60_000), { calls: 0, streams: 0 });
  t.is(mesh.looks(), 4);
  const others = async () => ({ gateway: { replicas: [] }, processes: [] }) as unknown as MeshReport;
  t.is(await awaitIdle({ look: others }, replica, noTimeMs), undefined);
});

test('where the metrics of a replica cannot be read, its streams are taken for calls', async (t) => {
  t.deepEqual(await awaitIdle(seeing({ active: 3 }), replica, noTimeMs), { calls: 3, streams: 0 });
});
