import { type Certificates, readCertificates } from './envoy-certificates.ts';
import { type Stats, statsFilter } from './envoy-stats.ts';
import type { followConsumers } from './follow-consumers.ts';
import { readGateway } from './read-gateway.ts';
import { type ProcessPart, readProcess } from './read-process.ts';
import type { CertificateReport, GatewayReport, MeshReport } from './report.ts';
import type { MetricsTarget } from './targets.ts';

/** Where the mesh's metrics are. */
export interface MeshSources {
  readonly targets: readonly MetricsTarget[];
  /** Envoy's admin interface. */
  readonly adminUrl: string;
  readonly follow: ReturnType<typeof followConsumers>;
  /** The certificate of whoever asks; undefined without one. */
  own(): CertificateReport | undefined;
}

const timeoutMs = 1_500;

/** Asks every process and Envoy, at the same time. What does not answer in time is down in the report. */
export async function readMesh({ targets, adminUrl, follow, own }: MeshSources): Promise<MeshReport> {
  const [edge, ...texts] = await Promise.all([
    askGateway(adminUrl, targets),
    ...targets.map(({ url }) => ask(url, (response) => response.text())),
  ]);
  const parts = targets.map((target, index) => readProcess(target, texts[index]));
  return {
    time: Date.now(),
    processes: parts.map(({ process }) => process),
    calls: parts.flatMap(({ calls }) => calls),
    consumers: follow({ consumers: parts.flatMap(({ consumers }) => consumers), heads: readHeads(parts) }),
    certificates: [...(edge?.certificates ?? []), own(), ...parts.flatMap(({ certificates }) => certificates)].filter(
      (each) => each !== undefined,
    ),
    gateway: edge?.gateway,
  };
}

/** Replicas of a service share one log: the newest that any of them knows. */
function readHeads(parts: readonly ProcessPart[]): Map<string, number> {
  const heads = new Map<string, number>();
  for (const { process, head } of parts) {
    if (head !== undefined) heads.set(process.name, Math.max(head, heads.get(process.name) ?? 0));
  }
  return heads;
}

/** What Envoy tells; undefined where it does not answer. */
interface Edge {
  readonly gateway: GatewayReport;
  readonly certificates: readonly CertificateReport[];
}

async function askGateway(url: string, targets: readonly MetricsTarget[]): Promise<Edge | undefined> {
  const query = `format=json&histogram_buckets=cumulative&filter=${encodeURIComponent(statsFilter)}`;
  const [stats, clusters, certificates] = await Promise.all([
    ask(`${url}/stats?${query}`, (response) => response.json() as Promise<Stats>),
    ask(`${url}/clusters?format=json`, (response) => response.json() as Promise<Parameters<typeof readGateway>[1]>),
    ask(`${url}/certs`, (response) => response.json() as Promise<Certificates>),
  ]);
  if (stats === undefined || clusters === undefined) return undefined;
  return {
    gateway: readGateway(stats, clusters, targets),
    certificates: certificates === undefined ? [] : readCertificates(certificates),
  };
}

async function ask<T>(url: string, read: (response: Response) => Promise<T>): Promise<T | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    return response.ok ? await read(response) : undefined;
  } catch {
    return undefined;
  }
}
