import { setTimeout as delay } from 'node:timers/promises';
import type { ResourceFile } from './resource-file.ts';
import { fileNames } from './sources.ts';

const pollMs = 25;

/**
 * Resolves when Envoy has taken the content of these files; they are there already. Rejects with the names of those
 * that it has not taken in time: it goes on with what it had.
 */
export async function awaitInForce(
  adminUrl: string,
  files: ReadonlyMap<string, ResourceFile>,
  { timeoutMs }: { timeoutMs: number },
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let missing = [...files.keys()];
  for (;;) {
    const versions = await readVersions(adminUrl);
    missing = missing.filter((name) => versions.get(statisticOf(name)) !== files.get(name)?.versionInfo);
    if (missing.length === 0) return;
    if (Date.now() > deadline)
      throw new Error(`Envoy did not take ${missing.join(', ')}, and goes on with what it had`);
    await delay(pollMs);
  }
}

/** What Envoy calls each part whose version it tells. */
function statisticOf(fileName: string): string {
  if (fileName === fileNames.clusters) return 'cluster_manager.cds';
  if (fileName === fileNames.breakers) return 'runtime';
  if (fileName === fileNames.edgeRoutes) return 'http.edge.rds.edge';
  if (fileName === fileNames.meshRoutes) return 'http.mesh.rds.mesh';
  return `cluster.${/^endpoints-(.+)\.json$/.exec(fileName)?.[1]}`;
}

async function readVersions(adminUrl: string): Promise<Map<string, string>> {
  const response = await fetch(`${adminUrl}/stats?type=TextReadouts&filter=version_text`);
  const lines = (await response.text()).matchAll(/^(\S+)\.version_text: "(\w*)"$/gm);
  return new Map([...lines].map(([, name = '', version = '']) => [name, version]));
}
