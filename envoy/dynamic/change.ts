import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import type { BootstrapOptions } from '../options.ts';
import { makeClusters } from './clusters.ts';
import { clusterFile, makeDynamicFiles, moveIntoPlace } from './files.ts';
import { awaitInForce } from './in-force.ts';
import type { ResourceFile } from './resource-file.ts';
import { fileNames } from './sources.ts';

const { breakers, clusters, edgeRoutes, meshRoutes } = fileNames;

/** Where a running Envoy can be asked, and how long it may take for each step. */
export interface RunningGateway {
  readonly adminUrl: string;
  /** Default: 10,000. */
  readonly timeoutMs?: number;
}

/**
 * Gives a running Envoy other clusters, endpoints and routes, in an order in which no route ever leads nowhere:
 * clusters are there before the routes to them, and go after these. Resolves when all of it is in force; rejects where
 * Envoy does not take a step, and what it had stays in force. May be done again from the start.
 */
export async function changeGateway(options: BootstrapOptions, { adminUrl, timeoutMs = 10_000 }: RunningGateway) {
  const { dynamicFolder: folder } = options;
  if (folder === undefined) throw new Error('this gateway watches no files');
  const files = makeDynamicFiles(options);
  const put = async (step: ReadonlyMap<string, ResourceFile>) => {
    for (const [name, content] of step) moveIntoPlace(folder, name, content);
    await awaitInForce(adminUrl, step, { timeoutMs });
  };
  const made = makeClusters(options);
  const leaving = readClusters(join(folder, clusters)).filter(({ name }) => made.every((each) => each.name !== name));
  const endpoints = new Map([...files].filter(([name]) => name.startsWith('endpoints-')));
  // Those of a cluster that is new have to be there before Envoy hears of it, and are in force only then.
  for (const [name, content] of endpoints) moveIntoPlace(folder, name, content);
  await put(new Map([[clusters, clusterFile([...made, ...leaving])]]));
  await put(endpoints);
  await put(new Map([...files].filter(([name]) => name === breakers)));
  await put(new Map([...files].filter(([name]) => name === edgeRoutes || name === meshRoutes)));
  await put(new Map([[clusters, clusterFile(made)]]));
  const isOver = (name: string) => name.startsWith('endpoints-') && !files.has(name);
  for (const name of readdirSync(folder).filter(isOver)) rmSync(join(folder, name), { force: true });
}

function readClusters(path: string): ClusterJson[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as { resources: ClusterJson[] }).resources;
}
