import { readGateway, statsFilter } from './read-gateway.ts';
import { readProcess } from './read-process.ts';
import type { ConsumerReport, GatewayReport, MeshReport } from './report.ts';
import type { MetricsTarget } from './targets.ts';

/** Where the mesh's metrics are. */
export interface MeshSources {
  readonly targets: readonly MetricsTarget[];
  /** Envoy's admin interface. */
  readonly adminUrl: string;
}

const timeoutMs = 1_500;

/** Asks every process and Envoy, at the same time. What does not answer in time is down in the report. */
export async function readMesh({ targets, adminUrl }: MeshSources): Promise<MeshReport> {
  const [gateway, ...texts] = await Promise.all([
    askGateway(adminUrl, targets),
    ...targets.map(({ url }) => ask(url, (response) => response.text())),
  ]);
  const parts = targets.map((target, index) => readProcess(target, texts[index]));
  return {
    time: Date.now(),
    processes: parts.map(({ process }) => process),
    calls: parts.flatMap(({ calls }) => calls),
    consumers: furthest(parts.flatMap(({ consumers }) => consumers)),
    gateway,
  };
}

/** Replicas of a service share one cursor a log: how far it has come, the one knows that has looked last. */
function furthest(consumers: readonly ConsumerReport[]): ConsumerReport[] {
  const logs = Map.groupBy(consumers, ({ service, source }) => `${service} ${source}`);
  return [...logs.values()].flatMap((same) => same.toSorted((a, b) => b.position - a.position).slice(0, 1));
}

async function askGateway(url: string, targets: readonly MetricsTarget[]): Promise<GatewayReport | undefined> {
  const [stats, clusters] = await Promise.all([
    ask(`${url}/stats?format=json&filter=${encodeURIComponent(statsFilter)}`, (response) => response.json()),
    ask(`${url}/clusters?format=json`, (response) => response.json()),
  ]);
  if (stats === undefined || clusters === undefined) return undefined;
  return readGateway(
    stats as Parameters<typeof readGateway>[0],
    clusters as Parameters<typeof readGateway>[1],
    targets,
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
