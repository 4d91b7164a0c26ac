import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type AddressLimit, defaultAddressLimit } from '../../envoy/edge/address-limit.ts';
import { defaultEdgeLimits, type EdgeLimits } from '../../envoy/edge/limits.ts';
import type { EdgeTls } from '../../envoy/options.ts';
import { readEdgePair } from '../../envoy/tls/edge-certificate.ts';
import { isLoopback } from '../../services/kit/tls/plaintext.ts';

/** Where the edge listens, and whom it lets do what. */
export interface EdgeOptions {
  /** An IP address. */
  host: string;
  /** The DNS names of its certificate; undefined without TLS. */
  names: readonly string[] | undefined;
  /** Absolute paths. */
  edgeTls: EdgeTls | undefined;
  edgeHttp3: boolean;
  allowPlaintext: boolean;
  origins: readonly string[];
  trustedProxies: number | undefined;
  addressLimit: AddressLimit | undefined;
  edgeLimits: Partial<EdgeLimits> | undefined;
}

/** The flags of the edge, for parseArgs. */
export const edgeFlags = {
  host: { type: 'string' },
  certificate: { type: 'string' },
  key: { type: 'string' },
  http3: { type: 'boolean' },
  'allow-plaintext': { type: 'boolean' },
  origin: { type: 'string', multiple: true },
  'trusted-proxies': { type: 'string' },
  limit: { type: 'string', multiple: true },
} as const;

/** What parseArgs makes of them. */
export interface EdgeFlags {
  host?: string | undefined;
  certificate?: string | undefined;
  key?: string | undefined;
  http3?: boolean | undefined;
  'allow-plaintext'?: boolean | undefined;
  origin?: string[] | undefined;
  'trusted-proxies'?: string | undefined;
  limit?: string[] | undefined;
}

/** What `--limit` can set: the first two are how often one address may call, the rest are lines of docs/edge.md. */
const limitNames = [...Object.keys(defaultAddressLimit), ...Object.keys(defaultEdgeLimits)];

/** Those of `--limit`, for the usage. */
export const limitList = limitNames.join(' ');

/** Reads the flags of the edge; what is wrong with them goes into `faults`, a line each. */
export function readEdgeOptions(flags: EdgeFlags, cwd: string, faults: string[]): EdgeOptions {
  const edgeTls = readTls(flags, cwd, faults);
  const host = readHost(flags.host ?? '127.0.0.1', faults);
  const allowPlaintext = flags['allow-plaintext'] ?? false;
  const isPlain = flags.certificate === undefined && flags.key === undefined;
  if (isPlain && !allowPlaintext && isIP(host) !== 0 && !isLoopback(host)) {
    faults.push(
      `Without TLS nothing but this machine may come in at ${host}: give --certificate and --key, or --allow-plaintext where something in front ends TLS.`,
    );
  }
  if (isPlain && flags.http3) faults.push('HTTP/3 needs TLS: give --certificate and --key.');
  return {
    ...{ host, allowPlaintext, edgeHttp3: flags.http3 ?? false },
    names: edgeTls?.names,
    edgeTls: edgeTls?.files,
    origins: (flags.origin ?? []).map((text) => readOrigin(text, faults)),
    trustedProxies: readCount('--trusted-proxies', flags['trusted-proxies'], faults),
    ...readLimits(flags.limit ?? [], faults),
  };
}

function readTls({ certificate, key }: EdgeFlags, cwd: string, faults: string[]) {
  if (certificate === undefined && key === undefined) return undefined;
  if (certificate === undefined || key === undefined) {
    faults.push('TLS needs both --certificate and --key.');
    return undefined;
  }
  const files = { certificatePath: resolve(cwd, certificate), keyPath: resolve(cwd, key) };
  try {
    return { files, names: readEdgePair(files).names };
  } catch (error) {
    faults.push(...(error instanceof Error ? error.message : String(error)).split('\n'));
    return undefined;
  }
}

function readHost(text: string, faults: string[]): string {
  if (text === 'localhost') return '127.0.0.1';
  if (isIP(text) === 0)
    faults.push(`--host is "${text}": give an IP address of this machine, or 0.0.0.0 or :: for all.`);
  return text;
}

/** In the form that browsers send: no path, no default port. */
function readOrigin(text: string, faults: string[]): string {
  const url = URL.parse(text);
  const isOrigin = url !== null && ['http:', 'https:'].includes(url.protocol) && url.origin === text;
  if (!isOrigin) faults.push(`--origin is "${text}": give one like https://app.example or http://localhost:5173.`);
  return text;
}

function readCount(name: string, text: string | undefined, faults: string[]): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) faults.push(`${name} is "${text}": give a whole number.`);
  return Number(text);
}

function readLimits(texts: readonly string[], faults: string[]) {
  const given: Record<string, number> = {};
  for (const text of texts) {
    const [name = '', value] = text.split('=');
    if (!limitNames.includes(name)) faults.push(`There is no limit "${name}": they are ${limitList}.`);
    else if (!/^[1-9]\d{0,8}$/.test(value ?? ''))
      faults.push(`--limit ${text}: give a whole number above 0, as in ${name}=100.`);
    else given[name] = Number(value);
  }
  const pick = (names: object) => Object.fromEntries(Object.entries(given).filter(([name]) => name in names));
  const [address, edge] = [pick(defaultAddressLimit), pick(defaultEdgeLimits)];
  return {
    addressLimit: Object.keys(address).length === 0 ? undefined : { ...defaultAddressLimit, ...address },
    edgeLimits: Object.keys(edge).length === 0 ? undefined : edge,
  };
}
