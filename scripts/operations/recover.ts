import { say } from '../install/report.ts';
import type { ServiceName } from '../run/ports.ts';
import type { Mesh } from './mesh.ts';
import { nameOf } from './mesh-state.ts';
import { abandon, removeReplicas } from './replicas.ts';

/** Finishes what an operation that was interrupted left half done; where none was, does nothing. */
export async function recover(mesh: Mesh): Promise<void> {
  const [started, leaving] = (['starting', 'leaving'] as const).map((phase) =>
    mesh.state.replicas.filter((each) => each.phase === phase),
  );
  for (const replica of started ?? []) {
    say(`${nameOf(replica)} was being started when something came in between: stopping it.`);
    await abandon(mesh, replica);
  }
  if (leaving !== undefined && leaving.length > 0) {
    say(`${leaving.map(nameOf).join(', ')} was being stopped when something came in between: going on with it.`);
    await removeReplicas(mesh, leaving);
  }
  const isTried = (service: string) => mesh.state.replicas.some((each) => each.canary && each.service === service);
  const canaries = Object.entries(mesh.state.canaries).filter(([service]) => isTried(service as ServiceName));
  mesh.note({ ...mesh.state, canaries: Object.fromEntries(canaries) });
  await mesh.tellGateway();
}
