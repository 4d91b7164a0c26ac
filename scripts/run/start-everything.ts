import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readEdgePair, writeEdgeSecret } from '../../envoy/tls/edge-certificate.ts';
import { SetupError, say } from '../install/report.ts';
import { nodePath, root } from '../tools.ts';
import { awaitReady } from './await-ready.ts';
import { checkFloors } from './check-floors.ts';
import { lockStart, openDataFolder } from './data-folder.ts';
import type { EdgeOptions } from './edge-options.ts';
import { edgeUrl, localHost } from './edge-url.ts';
import { forgetOperations } from './forget-operations.ts';
import { recordInstance, stopInstance } from './instance.ts';
import { findLeftovers, stopLeftovers } from './leftovers.ts';
import { writeFirstTargets } from './metrics-targets.ts';
import { openOperatorKey } from './operator-key.ts';
import type { UpOptions } from './options.ts';
import { planEdgeCertificate, planProcesses, planRenewal } from './plan.ts';
import { choosePorts, requireFreePort } from './ports.ts';
import { prepareCertificates } from './prepare-certificates.ts';
import { watchStart } from './start-failure.ts';
import { type Supervisor, startSupervisor } from './supervisor.ts';
import { readTracing } from './tracing.ts';
import { type EnvoyConfigOptions, secretsDir, writeEnvoyConfig } from './write-envoy-config.ts';

/** What is running now. */
export interface Running {
  url: string;
  /** The map of the mesh, with the key that opens it. */
  operatorUrl: string;
  supervisor: Supervisor;
}

const readyTimeoutMs = 60_000;

/** What may be other than for people: for tests and measurements. */
export interface StartOverrides {
  /** Added to the environment of every process. */
  env?: Record<string, string>;
  gateway?: EnvoyConfigOptions;
}

/**
 * Starts everything on a data folder and resolves when all of it answers. When a part fails, or `signal` aborts, it
 * stops the others and rejects.
 */
export async function startEverything(
  options: UpOptions,
  signal: AbortSignal,
  { env, gateway }: StartOverrides = {},
): Promise<Running> {
  const { dataDir, tlsDir, port, edge } = options;
  const { host, edgeTls } = edge;
  await openDataFolder(dataDir);
  using _lock = lockStart(dataDir);
  await clearFolder(dataDir);
  await requireFreePort(port, host);
  checkFloors();
  await seed(options, signal);
  const ports = await choosePorts(port, join(dataDir, 'run/ports.json'));
  const operatorKey = openOperatorKey(dataDir);
  const wanted = { ...describeEdge(edge), tracing: readTracing(process.env), ...gateway };
  forgetOperations(dataDir);
  writeFirstTargets(dataDir, ports);
  await prepareCertificates(tlsDir);
  await writeEnvoyConfig(dataDir, { ports, host, tlsDir }, wanted);
  const secrets = secretsDir(dataDir);
  if (edgeTls !== undefined) writeEdgeSecret(readEdgePair(edgeTls), secrets);
  const watch = watchStart(dataDir);
  const plan = [
    ...planProcesses({ dataDir, tlsDir, ports }),
    planRenewal(tlsDir),
    ...(edgeTls === undefined ? [] : [planEdgeCertificate(edgeTls, secrets)]),
  ].map((each) => ({ ...each, env: { ...each.env, ...env } }));
  const supervisor = await startSupervisor(dataDir, plan);
  const url = edgeUrl(edge, port);
  const running = { url, operatorUrl: `${url}/mesh#${operatorKey}`, supervisor };
  const instance = { pid: supervisor.pid, url: running.url };
  recordInstance(dataDir, instance);
  try {
    const tell = sayNowAndThen();
    const onWait = (names: string[]) => {
      signal.throwIfAborted();
      watch.check();
      tell(`Waiting for ${names.join(', ')}`);
    };
    const address = { host: localHost(host), port, tls: edgeTls !== undefined };
    await awaitReady(ports, { onWait, timeoutMs: readyTimeoutMs }, address);
    return running;
  } catch (error) {
    await stopInstance(dataDir, instance);
    throw error;
  }
}

/** What of it is Envoy's to know. */
function describeEdge({ host: _host, names: _names, ...known }: EdgeOptions): EnvoyConfigOptions {
  return known;
}

/** What a killed supervisor left holds the ports and writes to the databases that the next one needs. */
async function clearFolder(dataDir: string): Promise<void> {
  if (findLeftovers(dataDir).length === 0) return;
  say('Stopping what was left running without its supervisor …');
  await stopLeftovers(dataDir);
}

async function seed({ seed, dataDir }: UpOptions, signal: AbortSignal): Promise<void> {
  if (seed === 'none') return;
  const graph = seed === 'demo' ? [] : ['--graph', seed.graph];
  // Another process: its memory is given back when the network is written.
  const child = spawn(nodePath(), [join(root, 'scripts/seed.ts'), '--data', dataDir, ...graph], {
    stdio: 'inherit',
    signal,
  });
  const [code] = await once(child, 'exit');
  signal.throwIfAborted();
  if (code !== 0) throw new SetupError('Nothing was started, since the network was not written.');
}

const quietMs = 2_000;

/** Says a line only if the last one, or the start, is some time ago. */
function sayNowAndThen(): (line: string) => void {
  let last = Date.now();
  return (line) => {
    if (Date.now() - last < quietMs) return;
    last = Date.now();
    say(line);
  };
}
