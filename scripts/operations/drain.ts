import { SetupError, say } from '../install/report.ts';
import type { Mesh } from './mesh.ts';
import { nameOf, type ReplicaState } from './mesh-state.ts';
import { admitReplicas, awaitIdle } from './replicas.ts';

const waitMs = 30_000;

/** Sends nothing new to a replica, and says when no call runs there any more. Its streams go on until they end. */
export async function drain(mesh: Mesh, name: string): Promise<void> {
  const replica = findReplica(mesh, name);
  const others = mesh.state.replicas.filter((each) => isBeside(each, replica) && each.phase === 'serving');
  if (others.length === 0) {
    const way = replica.canary
      ? `end it with ./scripts/mesh canary ${replica.service} --stop`
      : 'scale the service first';
    throw new SetupError(`${name} is the only one that gets such calls: ${way}.`);
  }
  mesh.noteReplica({ ...replica, phase: 'draining' });
  await mesh.tellGateway();
  say(`${name} gets no new calls.`);
  const activity = await awaitIdle(mesh, replica, waitMs);
  if (activity === undefined) {
    return say(`Envoy does not say whether calls still run at ${name}: ask ./scripts/mesh status before you stop it.`);
  }
  const { calls, streams } = activity;
  if (calls > 0) return say(`After ${waitMs / 1000} s ${calls} calls still run at ${name}: ./scripts/mesh status.`);
  say(streams > 0 ? `${name} is idle, except for ${streams} open streams.` : `${name} is idle.`);
}

/** Lets a replica that drains have calls again. */
export async function undrain(mesh: Mesh, name: string): Promise<void> {
  await admitReplicas(mesh, [findReplica(mesh, name)]);
}

function findReplica(mesh: Mesh, name: string): ReplicaState {
  const found = mesh.state.replicas.find((each) => nameOf(each) === name);
  if (found !== undefined) return found;
  throw new SetupError(`There is no ${name}: there are ${mesh.state.replicas.map(nameOf).join(', ')}.`);
}

function isBeside(each: ReplicaState, replica: ReplicaState): boolean {
  return each.service === replica.service && each.canary === replica.canary && each.number !== replica.number;
}
