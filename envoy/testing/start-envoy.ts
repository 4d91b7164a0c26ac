import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { sharedCertificates } from '../../scripts/ca/testing/make-certificates.ts';
import { envoyPath } from '../../scripts/tools.ts';
import { loadPolicies, type Policies } from '../../services/kit/policies.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { makeBootstrap } from '../bootstrap.ts';
import { changeGateway } from '../dynamic/change.ts';
import { writeDynamicFiles } from '../dynamic/files.ts';
import type { AddressLimit } from '../edge/address-limit.ts';
import type { EdgeLimits } from '../edge/limits.ts';
import type { Addresses, BootstrapOptions, EdgeTls, SocketAddress, TracingOptions } from '../options.ts';
import { readEdgePair, writeEdgeSecret } from '../tls/edge-certificate.ts';
import { writeSecrets } from '../tls/secrets.ts';
import { topology } from '../topology.ts';

export interface StartEnvoyOptions {
  /** The services that there are, by name; the others are down. */
  readonly services?: Addresses['services'];
  /** Default: down. */
  readonly web?: SocketAddress;
  /** Default: down. If given, its keys are there when startEnvoy is done. */
  readonly jwks?: SocketAddress;
  /** Default: none. */
  readonly origins?: readonly string[];
  /** Default: none. */
  readonly canaries?: BootstrapOptions['canaries'];
  /**
   * Watches clusters, endpoints and routes, so that they can be changed. Default: they are fixed, for Linux gives all
   * processes of a user 128 watches, and this takes 7 of them.
   */
  readonly dynamic?: boolean;
  /** Default: the contract's. */
  readonly policies?: Policies;
  /** The folder of Envoy's certificate. Default: the one of all tests. */
  readonly certificates?: string;
  /** Default: as everywhere. */
  readonly meshConnectionAgeMs?: number;
  /** Changes what cannot be chosen by an option. Default: nothing. */
  readonly adjust?: (bootstrap: BootstrapJson) => BootstrapJson;
  /** Default: plain text. */
  readonly edgeTls?: EdgeTls;
  /** Default: false. */
  readonly edgeHttp3?: boolean;
  /** The port of the edge. Default: one that the kernel chooses. */
  readonly edgePort?: number;
  /** Default: 0. */
  readonly trustedProxies?: number;
  /** Default: false. */
  readonly faultInjection?: boolean;
  /** Default: none. */
  readonly addressLimit?: AddressLimit | false;
  /** Default: as everywhere. */
  readonly edgeLimits?: Partial<EdgeLimits>;
  /** Default: off. */
  readonly tracing?: TracingOptions;
}

/** A real Envoy with the project's own configuration, on ports that the kernel chose. */
export interface RunningEnvoy extends AsyncDisposable {
  /** `http://127.0.0.1:12345` */
  readonly edgeUrl: string;
  /** `https://127.0.0.1:12346` */
  readonly meshUrl: string;
  readonly adminUrl: string;
  /** Where it looks for its secrets. */
  readonly secretsDir: string;
  /** The end of what it has said. */
  readLog(): string;
  /** Where the files are that it watches. */
  readonly dynamicFolder: string;
  /** Gives it other clusters, endpoints and routes, as if it had been started with them; done when they are in force. */
  change(to: Pick<StartEnvoyOptions, 'services' | 'canaries'>): Promise<void>;
  /** The lines of the access log so far, oldest first. Envoy writes them some milliseconds late. */
  readAccessLog(): Record<string, unknown>[];
}

// Nobody listens there, so a connection is refused at once.
const down: SocketAddress = { host: '127.0.0.1', port: 1 };
const anyPort: SocketAddress = { host: '127.0.0.1', port: 0 };

/** Starts Envoy and waits until it takes calls. Throws with the end of its log if it does not. */
export async function startEnvoy(options: StartEnvoyOptions = {}): Promise<RunningEnvoy> {
  const directory = mkdtempSync(join(tmpdir(), 'tertulia-envoy-'));
  const { directory: certificates } = await sharedCertificates();
  const dynamicFolder = join(directory, 'dynamic');
  const wanted = bootstrapOptions(directory, { certificates, ...options });
  const child = spawnEnvoy(directory, wanted, options.adjust);
  const dispose = async () => {
    await end(child);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const adminUrl = await waitUntilReady(child, directory, options.jwks !== undefined);
    const listeners = await readListeners(adminUrl);
    return {
      edgeUrl: listeners.get('edge') ?? fail('no edge listener'),
      meshUrl: listeners.get('mesh') ?? fail('no mesh listener'),
      adminUrl,
      secretsDir: join(directory, 'secrets'),
      readLog: () => readLog(directory),
      dynamicFolder,
      change: async ({ services = {}, canaries }) => {
        const addresses = { ...wanted.addresses, services: { ...wanted.addresses.services, ...services } };
        await changeGateway({ ...wanted, addresses, canaries }, { adminUrl });
      },
      readAccessLog: () => readLines(join(directory, 'access.log')),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    const log = readLog(directory);
    await dispose();
    throw new Error(`Envoy did not start:\n${log}`, { cause: error });
  }
}

function bootstrapOptions(directory: string, options: StartEnvoyOptions & { certificates: string }): BootstrapOptions {
  const {
    services,
    web,
    jwks,
    origins,
    policies,
    certificates,
    adjust: _,
    edgePort = 0,
    dynamic = false,
    ...rest
  } = options;
  const meshTls = { certificates, secrets: join(directory, 'secrets') };
  const absent = Object.fromEntries(topology.map(({ name }) => [name, [down]]));
  return {
    policies: policies ?? loadPolicies(),
    addresses: {
      edge: { ...anyPort, port: edgePort },
      mesh: anyPort,
      admin: anyPort,
      web: web ?? down,
      jwks: [jwks ?? down],
      services: { ...absent, ...services },
    },
    meshTls,
    dynamicFolder: dynamic ? join(directory, 'dynamic') : undefined,
    origins: origins ?? [],
    accessLogPath: join(directory, 'access.log'),
    addressLimit: false,
    ...rest,
  };
}

function spawnEnvoy(
  directory: string,
  wanted: BootstrapOptions,
  adjust: StartEnvoyOptions['adjust'] = (made) => made,
): ChildProcess {
  const bootstrap = makeBootstrap(wanted);
  writeSecrets(wanted.meshTls);
  if (wanted.edgeTls !== undefined) writeEdgeSecret(readEdgePair(wanted.edgeTls), wanted.meshTls.secrets);
  writeDynamicFiles(wanted);
  writeFileSync(join(directory, 'envoy.json'), JSON.stringify(adjust(bootstrap)));
  const flags = [
    '--disable-hot-restart',
    '--reject-unknown-dynamic-fields',
    '--concurrency',
    '1',
    '--log-level',
    'warning',
    '--file-flush-interval-msec',
    '50',
  ];
  const files = { '-c': 'envoy.json', '--log-path': 'envoy.log', '--admin-address-path': 'admin' };
  const child = spawn(
    envoyPath(),
    [...flags, ...Object.entries(files).flatMap(([flag, file]) => [flag, join(directory, file)])],
    { stdio: 'ignore' },
  );
  // A test that ends early must not leave it behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

async function waitUntilReady(child: ChildProcess, directory: string, withKeys: boolean): Promise<string> {
  const file = join(directory, 'admin');
  const isUp = async () => {
    if (child.exitCode !== null) return 'ended';
    if (!existsSync(file) || !readFileSync(file, 'utf8').includes(':')) return undefined;
    const url = `http://${readFileSync(file, 'utf8').trim()}`;
    const ready = (await fetch(`${url}/ready`)).ok && (!withKeys || (await hasKeys(url)));
    return ready ? url : undefined;
  };
  const url = await waitFor(isUp, { timeoutMs: 20_000 });
  if (url === 'ended') fail(`Envoy ended with ${child.exitCode}`);
  return url;
}

async function hasKeys(adminUrl: string): Promise<boolean> {
  const stats = await (await fetch(`${adminUrl}/stats?filter=jwks_fetch_success`)).text();
  return /: [1-9]/.test(stats);
}

async function readListeners(adminUrl: string): Promise<Map<string, string>> {
  const { listener_statuses: statuses } = (await (await fetch(`${adminUrl}/listeners?format=json`)).json()) as {
    listener_statuses: { name: string; local_address: { socket_address: { address: string; port_value: number } } }[];
  };
  return new Map(
    statuses.map(({ name, local_address: { socket_address } }) => [
      name,
      `${name === 'mesh' ? 'https' : 'http'}://${socket_address.address}:${socket_address.port_value}`,
    ]),
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

function readLines(path: string): Record<string, unknown>[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

function readLog(directory: string): string {
  const path = join(directory, 'envoy.log');
  return existsSync(path) ? readFileSync(path, 'utf8').slice(-4000) : '(no log)';
}

function fail(message: string): never {
  throw new Error(message);
}
