import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import { pack } from '../api/pack.ts';
import { edgeRoutes } from '../edge/routes.ts';
import { meshRoutes } from '../mesh/routes.ts';
import type { BootstrapOptions } from '../options.ts';
import { makeBreakers, makeClusters, makeEndpoints } from './clusters.ts';
import { type ResourceFile, resourceFile } from './resource-file.ts';
import { fileNames } from './sources.ts';

/** The content of every file that Envoy watches, by name. */
export function makeDynamicFiles(options: BootstrapOptions): Map<string, ResourceFile> {
  const endpoints = makeEndpoints(options).map((assignment): [string, ResourceFile] => [
    fileNames.endpoints(assignment.clusterName ?? ''),
    resourceFile([pack('envoy.config.endpoint.v3.ClusterLoadAssignment', assignment)]),
  ]);
  const routes = (made: ReturnType<typeof edgeRoutes>) =>
    resourceFile([pack('envoy.config.route.v3.RouteConfiguration', made)]);
  return new Map([
    ...endpoints,
    [fileNames.clusters, clusterFile(makeClusters(options))],
    [fileNames.breakers, resourceFile([pack('envoy.service.runtime.v3.Runtime', makeBreakers(options))])],
    [fileNames.edgeRoutes, routes(edgeRoutes(options))],
    [fileNames.meshRoutes, routes(meshRoutes(options))],
  ]);
}

/** The content of the file of clusters. */
export function clusterFile(clusters: readonly ClusterJson[]): ResourceFile {
  return resourceFile(clusters.map((cluster) => pack('envoy.config.cluster.v3.Cluster', cluster)));
}

/** Moves a file into its place, where Envoy sees it. False if it is there already. */
export function moveIntoPlace(folder: string, name: string, content: ResourceFile): boolean {
  const path = join(folder, name);
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (readIfThere(path) === text) return false;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}.new`;
  writeFileSync(fresh, text, { mode: 0o600 });
  try {
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  return true;
}

/** Writes all of them, if there is a folder for them: before Envoy starts, when their order does not matter. */
export function writeDynamicFiles(options: BootstrapOptions): void {
  const { dynamicFolder: folder } = options;
  if (folder === undefined) return;
  for (const [name, content] of makeDynamicFiles(options)) moveIntoPlace(folder, name, content);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
