import { join } from 'node:path';
import type { ConfigSourceJson } from '#gen/envoy/envoy/config/core/v3/config_source_pb.js';

/** The files that Envoy watches: it takes the new content of one when another is moved to its place. */
export const fileNames = {
  clusters: 'clusters.json',
  edgeRoutes: 'edge-routes.json',
  meshRoutes: 'mesh-routes.json',
  endpoints: (cluster: string) => `endpoints-${cluster}.json`,
};

/** Says that something is read from one of the files in `folder`, and again whenever it is replaced. */
export function fromFile(folder: string, name: string): ConfigSourceJson {
  return {
    resourceApiVersion: 'V3',
    pathConfigSource: { path: join(folder, name), watchedDirectory: { path: folder } },
  };
}
