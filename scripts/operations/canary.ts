import { SetupError, say } from '../install/report.ts';
import type { ServiceName } from '../run/ports.ts';
import type { Mesh } from './mesh.ts';
import { admitReplicas, removeReplicas, startReplicas } from './replicas.ts';
import { replace } from './restart.ts';
import { describeVersion } from './version.ts';

/** Sends `percent` of a hundred calls to a replica of another version, which is started if it is not there. */
export async function tryCanary(
  mesh: Mesh,
  service: ServiceName,
  { version, percent }: { version: string | undefined; percent: number },
): Promise<void> {
  const running = mesh.state.canaries[service];
  if (running !== undefined && version !== undefined && version !== running.version) {
    throw new SetupError(
      `${service} is being tried from ${running.version}: end that first (./scripts/mesh canary ${service} --stop).`,
    );
  }
  if (running === undefined && version === undefined) {
    throw new SetupError(`No version of ${service} is being tried: name one with --version.`);
  }
  if (running === undefined && version !== undefined) await startCanary(mesh, service, version);
  await share(mesh, service, percent);
}

/** Ends what is being tried: nothing is sent there, what runs there finishes, and it is stopped. */
export async function endCanary(mesh: Mesh, service: ServiceName): Promise<void> {
  if (mesh.state.canaries[service] === undefined) return say(`No version of ${service} is being tried.`);
  await share(mesh, service, 0);
  await removeReplicas(
    mesh,
    mesh.state.replicas.filter((each) => each.service === service && each.canary),
  );
  forgetCanary(mesh, service);
  say(`No other version of ${service} is being tried any more.`);
}

/** Makes the version that is being tried that of all replicas, one after the other. May be done again if interrupted. */
export async function promoteCanary(mesh: Mesh, service: ServiceName): Promise<void> {
  const canary = mesh.state.canaries[service];
  if (canary === undefined) throw new SetupError(`No version of ${service} is being tried.`);
  const { version } = canary;
  const olds = mesh.state.replicas.filter((each) => each.service === service && !each.canary);
  mesh.note({ ...mesh.state, versions: { ...mesh.state.versions, [service]: version } });
  for (const old of olds) if (old.version !== version) await replace(mesh, old, version);
  await endCanary(mesh, service);
  say(`${service} runs from ${describeVersion(version)}.`);
}

async function startCanary(mesh: Mesh, service: ServiceName, version: string): Promise<void> {
  const started = await startReplicas(mesh, [{ service, version, canary: true }]);
  // Without a share, until Envoy has found it healthy.
  mesh.note({ ...mesh.state, canaries: { ...mesh.state.canaries, [service]: { version, percent: 0 } } });
  try {
    await admitReplicas(mesh, started);
  } catch (error) {
    forgetCanary(mesh, service);
    throw error;
  }
}

async function share(mesh: Mesh, service: ServiceName, percent: number): Promise<void> {
  const before = mesh.state;
  const canary = before.canaries[service];
  if (canary === undefined) return;
  try {
    mesh.note({ ...before, canaries: { ...before.canaries, [service]: { ...canary, percent } } });
    await mesh.tellGateway();
  } catch (error) {
    mesh.note(before);
    throw error;
  }
  say(`${percent} of 100 calls of ${service} go to ${describeVersion(canary.version)}.`);
}

function forgetCanary(mesh: Mesh, service: ServiceName): void {
  const { [service]: _, ...canaries } = mesh.state.canaries;
  mesh.note({ ...mesh.state, canaries });
}
