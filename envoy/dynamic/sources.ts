import { join } from 'node:path';
import type { ConfigSourceJson } from '#gen/envoy/envoy/config/core/v3/config_source_pb.js';
import type { RouteConfigurationJson } from '#gen/envoy/envoy/config/route/v3/route_pb.js';
import type { HttpConnectionManagerJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';

/** The files that Envoy watches: it takes the new content of one when another is moved to its place. */
export const fileNames = {
  clusters: 'clusters.json',
  breakers: 'breakers.json',
  edgeRoutes: 'edge-routes.json',
  meshRoutes: 'mesh-routes.json',
  endpoints: (cluster: string) => `endpoints-${cluster}.json`,
};

/** Where a listener's routes are: in one of those files, or where there are none in the listener itself. */
export function routesFrom(
  folder: string | undefined,
  name: string,
  routes: RouteConfigurationJson,
): Pick<HttpConnectionManagerJson, 'rds' | 'routeConfig'> {
  if (folder === undefined) return { routeConfig: routes };
  return { rds: { routeConfigName: routes.name ?? '', configSource: fromFile(folder, name) } };
}

/** Says that something is read from one of the files in `folder`, and again whenever it is replaced. */
export function fromFile(folder: string, name: string): ConfigSourceJson {
  return {
    resourceApiVersion: 'V3',
    pathConfigSource: { path: join(folder, name), watchedDirectory: { path: folder } },
  };
}
