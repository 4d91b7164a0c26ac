import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { EdgeTls } from '../../envoy/options.ts';
import { type ServiceRow, topology } from '../../envoy/topology.ts';
import { compileCache, envoyPath, nodePath, root } from '../tools.ts';
import { metricsTargetsPath } from './metrics-targets.ts';
import { operatorKeyPath } from './operator-key.ts';
import { type Ports, type ServiceName, serviceNames } from './ports.ts';

export { type ServiceName, serviceNames };

/** One process of a running Tertulia. */
export interface PlannedProcess {
  /** A service, another replica of one (`posts-2`), `web`, `envoy`, or what renews certificates. */
  name: string;
  group: 'services' | 'front' | 'upkeep';
  command: string;
  args: string[];
  cwd: string;
  /** To be added to the environment of whoever starts it. No name of one process means anything to another. */
  env: Record<string, string>;
  /** Where it listens on loopback. */
  port: number;
}

/** What a plan is made from. */
export interface PlanOptions {
  /** Absolute. */
  dataDir: string;
  /** The folder of certificates. Absolute. */
  tlsDir: string;
  ports: Ports;
}

/**
 * Keeps the whole small at rest: V8's default of 16 MiB for each half of the young generation stays resident once it
 * was needed. posts makes the most garbage, and with more room collects it less often. One helper thread of V8 and one
 * arena of malloc each are enough for six processes that share a few cores.
 */
const nodeArgs = ['--v8-pool-size=1'];
const youngMiB: Partial<Record<string, number>> = { posts: 8 };
const defaultYoungMiB = 2;
const nodeEnv = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: '65536',
  ...compileCache,
};

/**
 * What is refused costs Envoy nearly as much as what is served, so one worker is not enough when three times as much is asked
 * as can be done (docs/decisions/0016-overload.md). More than two would take the cores of the services.
 */
const envoyWorkers = Math.min(2, availableParallelism());

/** Every process of Tertulia on one machine that listens, databases and ports given. */
export function planProcesses(options: PlanOptions): PlannedProcess[] {
  return [...serviceNames.map((name) => planService(name, options)), planWeb(options), planEnvoy(options)];
}

/** A shell that sleeps: it renews the certificates when they are due. */
export function planRenewal(tlsDir: string): Omit<PlannedProcess, 'port'> {
  return {
    name: 'certificates',
    group: 'upkeep',
    command: join(root, 'scripts/ca/keep-renewed'),
    args: [nodePath(), tlsDir],
    cwd: root,
    env: {},
  };
}

/** A shell that sleeps: it hands the certificate of the edge on to Envoy whenever its files have changed. */
export function planEdgeCertificate(
  { certificatePath, keyPath }: EdgeTls,
  secrets: string,
): Omit<PlannedProcess, 'port'> {
  return {
    name: 'edge_certificate',
    group: 'upkeep',
    command: join(root, 'scripts/ca/keep-edge'),
    args: [nodePath(), certificatePath, keyPath, secrets],
    cwd: root,
    env: {},
  };
}

/** Where a service keeps its rows. */
export function databaseUrl(dataDir: string, name: ServiceName): string {
  return `file:${join(dataDir, `${name}.sqlite`)}`;
}

/** Where Envoy reads its configuration. */
export function envoyConfigPath(dataDir: string): string {
  return join(dataDir, 'run/envoy.json');
}

/** Another replica of a service, from the checkout at `version`. Its ports are to be added to its environment. */
export function planReplica(name: string, service: ServiceName, version: string): Omit<PlannedProcess, 'port'> {
  const { port: _, ...plan } = node(service, 'services', join(version, rowOf(service).entry), 0, {});
  return { ...plan, name, cwd: version };
}

/** The variables that say where a replica of a service listens. */
export function portVariables(
  name: ServiceName,
  { port, metricsPort, jwksPort }: { port: number; metricsPort: number; jwksPort?: number | undefined },
): Record<string, number> {
  const { envPrefix } = rowOf(name);
  return {
    [`${envPrefix}PORT`]: port,
    [`${envPrefix}METRICS_PORT`]: metricsPort,
    ...(jwksPort !== undefined && { [`${envPrefix}JWKS_PORT`]: jwksPort }),
  };
}

function rowOf(name: ServiceName): ServiceRow {
  const row = topology.find((each) => each.name === name);
  if (row === undefined) throw new Error(`the topology has no ${name}`);
  return row;
}

function planService(name: ServiceName, { dataDir, tlsDir, ports }: PlanOptions): PlannedProcess {
  const row = rowOf(name);
  return node(name, 'services', join(root, row.entry), ports[name], {
    TERTULIA_TLS_DIR: tlsDir,
    MESH_URL: `https://127.0.0.1:${ports.mesh}`,
    [`${row.envPrefix}PORT`]: String(ports[name]),
    [`${row.envPrefix}METRICS_PORT`]: String(ports[`${name}Metrics`]),
    [`${row.envPrefix}DATABASE_URL`]: databaseUrl(dataDir, name),
    ...(name === 'profile' ? { PROFILE_JWKS_PORT: String(ports.jwks) } : {}),
  });
}

function planWeb({ dataDir, tlsDir, ports }: PlanOptions): PlannedProcess {
  return node('web', 'front', join(root, 'web/server.ts'), ports.web, {
    TERTULIA_TLS_DIR: tlsDir,
    WEB_PORT: String(ports.web),
    WEB_OPERATOR_KEY_FILE: operatorKeyPath(dataDir),
    WEB_METRICS_FILE: metricsTargetsPath(dataDir),
    WEB_ENVOY_ADMIN_URL: `http://127.0.0.1:${ports.admin}`,
  });
}

function planEnvoy({ dataDir, ports }: PlanOptions): PlannedProcess {
  return {
    name: 'envoy',
    group: 'front',
    command: envoyPath(),
    // Hot restart is not used, and its shared memory would be found by every other Envoy of this machine.
    // A misspelled field in a file that it watches is an error, as it is in the one it starts with.
    args: [
      ...[
        '-c',
        envoyConfigPath(dataDir),
        '--concurrency',
        String(envoyWorkers),
        '--disable-hot-restart',
        '--log-level',
        'warning',
      ],
      '--reject-unknown-dynamic-fields',
    ],
    cwd: root,
    env: {},
    port: ports.edge,
  };
}

/**
 * The gateway comes first where cores are short: it can refuse in time only if it gets to run, and what it forwards waits
 * for a service anyway. So does the web client, which takes little, and without which nobody sees that they have to wait.
 */
const niceness = (group: PlannedProcess['group']) => (group === 'front' ? '0' : '5');

function node(
  name: PlannedProcess['name'],
  group: PlannedProcess['group'],
  script: string,
  port: number,
  env: Record<string, string>,
): PlannedProcess {
  const args = [...nodeArgs, `--max-semi-space-size=${youngMiB[name] ?? defaultYoungMiB}`, script];
  return {
    name,
    group,
    command: 'nice',
    args: ['-n', niceness(group), nodePath(), ...args],
    cwd: root,
    port,
    env: { ...nodeEnv, ...env },
  };
}
