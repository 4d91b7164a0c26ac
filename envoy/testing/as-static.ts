import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import type { RouteConfigurationJson } from '#gen/envoy/envoy/config/route/v3/route_pb.js';
import { makeBootstrap } from '../bootstrap.ts';
import { makeClusters } from '../dynamic/clusters.ts';
import { edgeRoutes } from '../edge/routes.ts';
import { meshRoutes } from '../mesh/routes.ts';
import type { BootstrapOptions } from '../options.ts';

/** The configuration with clusters and routes in it, instead of in files that are watched. */
export function asStatic(options: BootstrapOptions): BootstrapJson {
  const { dynamicResources: _, staticResources, ...rest } = makeBootstrap(options);
  const routes = new Map([edgeRoutes(options), meshRoutes(options)].map((each) => [each.name, each]));
  const clusters = [...makeClusters(options), ...(staticResources?.clusters ?? [])];
  return { ...rest, staticResources: { listeners: withRoutes(staticResources?.listeners ?? [], routes), clusters } };
}

function withRoutes<T>(part: T, routes: ReadonlyMap<string | undefined, RouteConfigurationJson>): T {
  return JSON.parse(JSON.stringify(part), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('rds' in value)) return value;
    const { rds, ...rest } = value as { rds: { routeConfigName: string } };
    return { ...rest, routeConfig: routes.get(rds.routeConfigName) };
  }) as T;
}
