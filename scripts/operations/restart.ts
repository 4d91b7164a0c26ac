import { say } from '../install/report.ts';
import type { ServiceName } from '../run/ports.ts';
import { root } from '../tools.ts';
import type { Mesh } from './mesh.ts';
import { nameOf, type ReplicaState } from './mesh-state.ts';
import { admitReplicas, removeReplicas, startReplicas } from './replicas.ts';

/** Replaces every replica of the services, one after the other: each goes when another has taken its place. */
export async function restart(mesh: Mesh, services: readonly ServiceName[]): Promise<void> {
  for (const service of services) {
    for (const old of mesh.state.replicas.filter((each) => each.service === service)) {
      if (old.phase === 'draining') {
        say(`${nameOf(old)} drains, and is left as it is.`);
        continue;
      }
      const version = old.canary ? old.version : (mesh.state.versions[service] ?? root);
      await replace(mesh, old, version);
    }
  }
  say(`${services.join(', ')}: restarted.`);
}

/** Starts another replica, and when it gets calls takes this one out and stops it. */
export async function replace(mesh: Mesh, old: ReplicaState, version: string): Promise<void> {
  const { service, canary } = old;
  await admitReplicas(mesh, await startReplicas(mesh, [{ service, version, canary }]));
  await removeReplicas(mesh, [old]);
}
