import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { changeGateway } from '../../envoy/dynamic/change.ts';
import type { BootstrapOptions, Replica } from '../../envoy/options.ts';
import { parseOptions } from '../../envoy/parse-options.ts';
import { loadPolicies } from '../../services/kit/policies.ts';
import { followConsumers } from '../../web/mesh/follow-consumers.ts';
import { readMesh } from '../../web/mesh/read-mesh.ts';
import type { MeshReport } from '../../web/mesh/report.ts';
import type { MetricsTarget } from '../../web/mesh/targets.ts';
import { SetupError } from '../install/report.ts';
import { findInstance } from '../run/instance.ts';
import { makeTarget, writeMetricsTargets } from '../run/metrics-targets.ts';
import { serviceNames } from '../run/ports.ts';
import { root } from '../tools.ts';
import { type MeshState, nameOf, type ReplicaState, readMeshState, writeMeshState } from './mesh-state.ts';
import { requireControl } from './supervise.ts';
import { describeVersion } from './version.ts';

/** A running Tertulia, in the hands of an operator. */
export class Mesh {
  readonly dataDir: string;
  readonly tlsDir: string;
  readonly adminUrl: string;
  readonly #options: Omit<BootstrapOptions, 'policies'>;
  #state: MeshState;

  private constructor(dataDir: string) {
    this.dataDir = dataDir;
    this.#options = parseOptions(readFileSync(join(dataDir, 'run/mesh.json'), 'utf8'));
    this.tlsDir = this.#options.meshTls.certificates;
    this.adminUrl = `http://127.0.0.1:${this.#options.addresses.admin.port}`;
    this.#state = readMeshState(dataDir);
  }

  /** Throws a SetupError if nothing runs on the folder. */
  static open(dataDir: string): Mesh {
    if (findInstance(dataDir) === undefined) {
      throw new SetupError(`Nothing runs on ${dataDir}: start it with ./scripts/up, or name its folder with --data.`);
    }
    requireControl(dataDir);
    return new Mesh(dataDir);
  }

  /** Where Envoy's edge and the web server listen. */
  get ports(): { envoy: number; web: number } {
    const { edge, web } = this.#options.addresses;
    return { envoy: edge.port, web: web.port };
  }

  get state(): MeshState {
    return this.#state;
  }

  /** Notes what is going to be, before anything is done about it. */
  note(state: MeshState): void {
    writeMeshState(this.dataDir, state);
    this.#state = state;
    writeMetricsTargets(this.dataDir, this.targets());
  }

  noteReplica(replica: ReplicaState): void {
    const others = this.#state.replicas.filter((each) => nameOf(each) !== nameOf(replica));
    const place = ({ service, number }: ReplicaState) => serviceNames.indexOf(service) * 1_000 + number;
    const replicas = [...others, replica].sort((a, b) => place(a) - place(b));
    this.note({ ...this.#state, replicas });
  }

  forgetReplica(replica: ReplicaState): void {
    this.note({ ...this.#state, replicas: this.#state.replicas.filter((each) => nameOf(each) !== nameOf(replica)) });
  }

  /** Tells Envoy of what is noted. Resolves when that is in force. */
  async tellGateway(): Promise<void> {
    // The next start makes Envoy's files anew: they are no longer those that its stamp stands for.
    rmSync(join(this.dataDir, 'run/envoy.stamp'), { force: true });
    const { replicas, canaries } = this.#state;
    const known = replicas.filter(({ phase }) => phase !== 'starting');
    const of = (service: string, canary: boolean) =>
      known.filter((each) => each.service === service && each.canary === canary);
    const services = Object.keys(this.#options.addresses.services);
    const addresses = {
      ...this.#options.addresses,
      services: Object.fromEntries(services.map((service) => [service, of(service, false).map(toAddress)])),
      jwks: of('profile', false).map((each) => ({ ...toAddress(each), port: each.jwksPort ?? 0 })),
    };
    const beside = Object.entries(canaries).flatMap(([service, { percent }]) => {
      const replicas = of(service, true).map(toAddress);
      // Where none of them may be called, nothing is sent there, whatever the share.
      const share = replicas.some(({ draining }) => draining !== true) ? percent : 0;
      return replicas.length === 0 ? [] : [[service, { percent: share, replicas }] as const];
    });
    const options = { ...this.#options, addresses, canaries: Object.fromEntries(beside), policies: loadPolicies() };
    await changeGateway(options, { adminUrl: this.adminUrl });
  }

  /** Everything that serves metrics. */
  targets(): MetricsTarget[] {
    return this.#state.replicas.map((replica) => ({
      ...makeTarget(replica.service, replica.number, replica),
      ...(replica.version !== root && { version: describeVersion(replica.version) }),
    }));
  }

  /** How it is now, as Envoy and the processes see it; all of them, or some. */
  look(replicas: readonly ReplicaState[] = this.#state.replicas): Promise<MeshReport> {
    const names = new Set(replicas.map(nameOf));
    const targets = this.targets().filter(({ replica }) => names.has(replica));
    const sources = { targets, adminUrl: this.adminUrl };
    return readMesh({ ...sources, follow: followConsumers(), own: () => undefined });
  }
}

function toAddress({ port, phase }: ReplicaState): Replica {
  return { host: '127.0.0.1', port, ...(phase !== 'serving' && { draining: true }) };
}
