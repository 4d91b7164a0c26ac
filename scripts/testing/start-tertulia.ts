import { join } from 'node:path';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { awaitReady } from '../run/await-ready.ts';
import { openDataFolder } from '../run/data-folder.ts';
import { writeFirstTargets } from '../run/metrics-targets.ts';
import { openOperatorKey } from '../run/operator-key.ts';
import { planProcesses, type ServiceName, serviceNames } from '../run/plan.ts';
import { choosePorts, findFreePort } from '../run/ports.ts';
import { prepareCertificates } from '../run/prepare-certificates.ts';
import { lastLines } from '../run/start-failure.ts';
import { readTracing } from '../run/tracing.ts';
import { type EnvoyConfigOptions, writeEnvoyConfig } from '../run/write-envoy-config.ts';
import { awaitTokens } from './await-tokens.ts';
import { requireSound } from './examine-tertulia.ts';
import { forManyPeople } from './for-many-people.ts';
import { type RunningProcess, startProcess } from './start-process.ts';

/** How a Tertulia for a test or a measurement is started. */
export interface TertuliaOptions {
  /** Fills the databases before anything starts. */
  seed?: (dataDir: string) => Promise<unknown>;
  /** Added to the environment of every process. */
  env?: Record<string, string>;
  /** Added to the environment of single processes. */
  envOf?: Record<string, Record<string, string>>;
  /** Web origins that may call, beside its own. */
  origins?: readonly string[];
  /** Whether headers of a call can delay or end it. Default: no. */
  faultInjection?: boolean;
  /** A folder of certificates. Default: one of its own. */
  tlsDir?: string;
  /** After how long a connection inside the mesh gets a successor. */
  meshConnectionAgeMs?: number;
  /**
   * Whether it is looked, before it stops, if all that the services keep is what the logs say. Default: yes. Not for a
   * load, nor for what was damaged on purpose.
   */
  examined?: boolean;
}

/** Everything on free ports and a folder of its own, which is examined and goes when it is disposed. */
export interface Tertulia extends AsyncDisposable {
  /** Where a browser goes. */
  url: string;
  services: Record<ServiceName, RunningProcess>;
  web: RunningProcess;
  envoy: RunningProcess;
  meshUrl: string;
  adminUrl: string;
  /** Opens /mesh. */
  operatorKey: string;
  /** Where `/metrics` of a service is. */
  metricsPort(name: ServiceName): number;
  dataDir: string;
  /** The folder of certificates. */
  tlsDir: string;
  /** Resolves when every part answers; after a restart. */
  ready(): Promise<void>;
}

const readyTimeoutMs = 30_000;

/**
 * Starts the four services, the web client's server and Envoy, as scripts/up does but without a supervisor: what a
 * test kills stays down until it restarts it.
 */
export async function startTertulia(options: TertuliaOptions = {}): Promise<Tertulia> {
  await using resources = new AsyncDisposableStack();
  const { path: dataDir } = resources.use(await makeTempDir());
  await openDataFolder(dataDir);
  await options.seed?.(dataDir);
  const ports = await choosePorts(await findFreePort(), join(dataDir, 'run/ports.json'));
  const tlsDir = options.tlsDir ?? join(dataDir, 'tls');
  const operatorKey = openOperatorKey(dataDir);
  writeFirstTargets(dataDir, ports);
  const forTests: EnvoyConfigOptions = {
    origins: options.origins,
    addressLimit: false,
    faultInjection: options.faultInjection,
    tracing: readTracing(options.env ?? {}),
    meshConnectionAgeMs: options.meshConnectionAgeMs,
  };
  await prepareCertificates(tlsDir);
  await writeEnvoyConfig(dataDir, { ports, tlsDir }, forTests);
  const started = planProcesses({ dataDir, tlsDir, ports }).map((plan) => {
    const env = { ...forManyPeople, ...plan.env, ...options.env, ...options.envOf?.[plan.name] };
    return resources.use(startProcess({ ...plan, env }, join(dataDir, 'log')));
  });
  const find = (name: string) => {
    const process = started.find((each) => each.name === name);
    if (process === undefined) throw new Error(`the plan has no ${name}`);
    return process;
  };
  const ready = () => awaitReady(ports, { onWait: () => started.forEach(checkAlive), timeoutMs: readyTimeoutMs });
  await ready();
  const url = `http://localhost:${ports.edge}`;
  await awaitTokens(url);
  if (options.examined ?? true) {
    const allRun = () => started.every(({ exitCode }) => exitCode() === undefined);
    resources.defer(() => requireSound(dataDir, { allRun: allRun() }));
  }
  const owned = resources.move();
  return {
    url,
    services: Object.fromEntries(serviceNames.map((name) => [name, find(name)])) as Record<ServiceName, RunningProcess>,
    web: find('web'),
    envoy: find('envoy'),
    meshUrl: `https://127.0.0.1:${ports.mesh}`,
    adminUrl: `http://127.0.0.1:${ports.admin}`,
    operatorKey,
    metricsPort: (name) => ports[`${name}Metrics`],
    dataDir,
    tlsDir,
    ready,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function checkAlive({ name, exitCode, logFile }: RunningProcess): void {
  if (exitCode() !== undefined) throw new Error(`${name} ended (${exitCode()}):\n${lastLines(logFile)}`);
}
