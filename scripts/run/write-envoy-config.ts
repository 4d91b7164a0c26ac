import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { AddressLimit } from '../../envoy/edge/address-limit.ts';
import type { EdgeLimits } from '../../envoy/edge/limits.ts';
import type { EdgeTls, TracingOptions } from '../../envoy/options.ts';
import { SetupError } from '../install/report.ts';
import { hashFiles, readStamp, writeStamp } from '../install/stamp.ts';
import { nodePath, root } from '../tools.ts';
import { envoyConfigPath, serviceNames } from './plan.ts';
import type { Ports } from './ports.ts';

/** What the configuration is made of, beside its options. */
const sources = ['envoy', 'gen/policies.json', 'services/kit/policies.ts', 'package-lock.json'];
const isSource = (path: string) => !path.includes('/tests/') && !path.includes('/testing/');

/** What may be other than by default; see BootstrapOptions. */
export interface EnvoyConfigOptions {
  /** Whose pages may call, beside its own. */
  origins?: readonly string[] | undefined;
  /** False: one address may call as often as it likes. For tests and measurements, which all come from one. */
  addressLimit?: AddressLimit | false | undefined;
  /** Whether headers of a call can delay or end it. Default: no. */
  faultInjection?: boolean | undefined;
  /** Who takes traces; see readTracing. */
  tracing?: TracingOptions | undefined;
  /** After how long a connection inside the mesh gets a successor. */
  meshConnectionAgeMs?: number | undefined;
  edgeTls?: EdgeTls | undefined;
  edgeHttp3?: boolean | undefined;
  allowPlaintext?: boolean | undefined;
  trustedProxies?: number | undefined;
  edgeLimits?: Partial<EdgeLimits> | undefined;
}

/** Where Envoy listens, and where it finds the others and its certificate. */
export interface EnvoySurroundings {
  ports: Ports;
  /** The address of the edge. Default: 127.0.0.1. */
  host?: string;
  /** Absolute. */
  tlsDir: string;
}

/** Where Envoy looks for its certificates. */
export function secretsDir(dataDir: string): string {
  return join(dataDir, 'run/secrets');
}

/** Writes Envoy's configuration, unless it is there. */
export async function writeEnvoyConfig(
  dataDir: string,
  { ports, host, tlsDir }: EnvoySurroundings,
  wanted: EnvoyConfigOptions = {},
): Promise<void> {
  const optionsPath = join(dataDir, 'run/mesh.json');
  const meshTls = { certificates: tlsDir, secrets: secretsDir(dataDir) };
  const dynamicFolder = join(dataDir, 'run/dynamic');
  const made = { addresses: addressesOf(ports, host), meshTls, dynamicFolder, machineBytes: machineBytes(), ...wanted };
  const options = `${JSON.stringify(made, undefined, 2)}\n`;
  const stampPath = join(dataDir, 'run/envoy.stamp');
  const stamp = `${options}${hashFiles(sources, isSource)}`;
  if (readStamp(stampPath) === stamp && existsSync(envoyConfigPath(dataDir))) return;
  writeFileSync(optionsPath, options, { mode: 0o600 });
  // Another process: what reads the contract is needed for a moment only, and would stay in memory.
  const args = [join(root, 'envoy/main.ts'), '--options', optionsPath, '--out', envoyConfigPath(dataDir)];
  const child = spawn(nodePath(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const [problems, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new SetupError(`Envoy's configuration could not be made:\n${problems.trimEnd()}`);
  writeStamp(stampPath, stamp);
}

/** What this process may count on: the machine's memory, or less where a container has less. */
function machineBytes(): number {
  const limit = process.constrainedMemory();
  return limit === 0 ? totalmem() : Math.min(limit, totalmem());
}

function addressesOf(ports: Ports, host = '127.0.0.1') {
  const at = (port: number) => ({ host: '127.0.0.1', port });
  const { edge, mesh, admin, web, jwks } = ports;
  return {
    ...{ edge: { host, port: edge }, mesh: at(mesh), admin: at(admin), web: at(web), jwks: [at(jwks)] },
    services: Object.fromEntries(serviceNames.map((name) => [name, [at(ports[name])]])),
  };
}
