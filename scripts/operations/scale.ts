import { say } from '../install/report.ts';
import type { ServiceName } from '../run/ports.ts';
import { root } from '../tools.ts';
import type { Mesh } from './mesh.ts';
import { nameOf } from './mesh-state.ts';
import { admitReplicas, removeReplicas, startReplicas } from './replicas.ts';

/** Makes a service have `count` replicas that get calls, canaries not counted. Those that drain come back first. */
export async function scale(mesh: Mesh, service: ServiceName, count: number): Promise<void> {
  const own = mesh.state.replicas.filter((each) => each.service === service && !each.canary);
  // Kept in this order: those that serve, the oldest first.
  const order = own.toSorted((a, b) => rank(a.phase) - rank(b.phase) || a.number - b.number);
  const returning = order.slice(0, count).filter(({ phase }) => phase === 'draining');
  const version = mesh.state.versions[service] ?? root;
  const missing = Array.from({ length: Math.max(0, count - own.length) }, () => ({ service, version, canary: false }));
  const started = await startReplicas(mesh, missing);
  await admitReplicas(mesh, [...returning, ...started]);
  await removeReplicas(mesh, order.slice(count));
  const there = mesh.state.replicas.filter((each) => each.service === service && !each.canary);
  say(`${service} has ${count === 1 ? 'one replica' : `${count} replicas`}: ${there.map(nameOf).join(', ')}.`);
}

const rank = (phase: string) => (phase === 'serving' ? 0 : 1);
