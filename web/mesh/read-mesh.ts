import { readGateway, statsFilter } from './read-gateway.ts';
import { readProcess } from './read-process.ts';
import type { GatewayReport, MeshReport } from './report.ts';

/** Where the mesh's metrics are. */
export interface MeshSources {
  /** `/metrics` of each service process; replicas of one service share its name. */
  readonly processes: readonly { readonly name: string; readonly url: string }[];
  /** Envoy's admin interface. */
  readonly adminUrl: string;
}

const timeoutMs = 1_500;

/** Asks every process and Envoy, at the same time. What does not answer in time is down in the report. */
export async function readMesh({ processes, adminUrl }: MeshSources): Promise<MeshReport> {
  const services = new Set(processes.map(({ name }) => name));
  const [gateway, ...texts] = await Promise.all([
    askGateway(adminUrl, services),
    ...processes.map(({ url }) => ask(url, (response) => response.text())),
  ]);
  const parts = processes.map(({ name }, index) => readProcess(name, texts[index]));
  return {
    time: Date.now(),
    processes: parts.map(({ process }) => process),
    calls: parts.flatMap(({ calls }) => calls),
    consumers: parts.flatMap(({ consumers }) => consumers),
    gateway,
  };
}

async function askGateway(url: string, services: ReadonlySet<string>): Promise<GatewayReport | undefined> {
  const [stats, clusters] = await Promise.all([
    ask(`${url}/stats?format=json&filter=${encodeURIComponent(statsFilter)}`, (response) => response.json()),
    ask(`${url}/clusters?format=json`, (response) => response.json()),
  ]);
  if (stats === undefined || clusters === undefined) return undefined;
  return readGateway(
    stats as Parameters<typeof readGateway>[0],
    clusters as Parameters<typeof readGateway>[1],
    services,
  );
}

async function ask<T>(url: string, read: (response: Response) => Promise<T>): Promise<T | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    return response.ok ? await read(response) : undefined;
  } catch {
    return undefined;
  }
}
