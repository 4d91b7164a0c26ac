import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { meshStatePath } from '../run/forget-operations.ts';
import { type Ports, type ServiceName, serviceNames } from '../run/ports.ts';
import { root } from '../tools.ts';

/** Where a replica listens on loopback. */
export interface ReplicaPorts {
  readonly port: number;
  readonly metricsPort: number;
  /** Of profile only: where it serves the keys of access tokens. */
  readonly jwksPort?: number | undefined;
}

/**
 * `starting`: its process was told to start, and nobody is sent to it. `serving`. `draining`: an operator took it out.
 * `leaving`: it was taken out in order to be stopped. An operation that was interrupted leaves `starting` and `leaving`
 * behind, and the next one finishes them.
 */
export type Phase = 'starting' | 'serving' | 'draining' | 'leaving';

/** One process of a service. */
export interface ReplicaState extends ReplicaPorts {
  readonly service: ServiceName;
  /** Its number among those of the service. 1 is the one that was started with everything else. */
  readonly number: number;
  /** The root of the checkout that it runs from. */
  readonly version: string;
  readonly canary: boolean;
  readonly phase: Phase;
}

/** Another version of a service that is being tried. */
export interface CanaryState {
  readonly version: string;
  readonly percent: number;
}

/** What operators have made of a run. */
export interface MeshState {
  readonly replicas: readonly ReplicaState[];
  readonly canaries: Partial<Record<ServiceName, CanaryState>>;
  /** From which checkout replicas of a service are started, where it is not the one that everything runs from. */
  readonly versions: Partial<Record<ServiceName, string>>;
}

/** What there is; where nobody has changed anything, one replica of each service. */
export function readMeshState(dataDir: string): MeshState {
  const path = meshStatePath(dataDir);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as MeshState;
  const ports = JSON.parse(readFileSync(join(dataDir, 'run/ports.json'), 'utf8')) as Ports;
  return { replicas: serviceNames.map((service) => firstReplica(service, ports)), canaries: {}, versions: {} };
}

/** Written as a whole or not at all. */
export function writeMeshState(dataDir: string, state: MeshState): void {
  const path = meshStatePath(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** The one that Supervisor starts with everything else. */
export function firstReplica(service: ServiceName, ports: Ports): ReplicaState {
  return {
    ...{ service, number: 1, version: root, canary: false, phase: 'serving' },
    ...{ port: ports[service], metricsPort: ports[`${service}Metrics`] },
    ...(service === 'profile' && { jwksPort: ports.jwks }),
  };
}

/** What operators call it: `posts/2`. */
export function nameOf({ service, number }: Pick<ReplicaState, 'service' | 'number'>): string {
  return `${service}/${number}`;
}
