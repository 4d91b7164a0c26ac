import type { RouteJson, VirtualHostJson } from '#gen/envoy/envoy/config/route/v3/route_components_pb.js';
import type { Rpc } from '../contract.ts';
import type { BootstrapOptions } from '../options.ts';
import { forwardRpc, matchRpc } from '../routes.ts';
import type { ServiceRow } from '../topology.ts';
import { meshTries, retryUnstarted } from '../tries.ts';
import { anyService, callersOf } from './callers.ts';

/** The virtual host of one callee: each RPC that it serves, its health, and UNIMPLEMENTED for the rest. */
export function calleeHost(
  { name }: ServiceRow,
  rpcs: readonly Rpc[],
  canaries: BootstrapOptions['canaries'],
): VirtualHostJson {
  return {
    name,
    domains: [name],
    routes: [
      ...rpcs.map((rpc) => ({
        name: rpc.path.slice(1),
        match: matchRpc(rpc.path),
        route: { ...forwardRpc(name, rpc, canaries), ...meshTries(rpc.policy) },
        typedPerFilterConfig: callersOf(rpc.policy),
      })),
      ...healthRoutes(name),
      // gRPC callers get a 404 as UNIMPLEMENTED.
      {
        name: 'unimplemented',
        match: { prefix: '/' },
        directResponse: { status: 404 },
        typedPerFilterConfig: anyService,
      },
    ],
    retryPolicy: retryUnstarted,
  };
}

function healthRoutes(name: string): RouteJson[] {
  return ['Check', 'Watch'].map((method) => ({
    name: `grpc.health.v1.Health/${method}`,
    match: matchRpc(`/grpc.health.v1.Health/${method}`),
    route: { cluster: name, timeout: '0s' },
    typedPerFilterConfig: anyService,
  }));
}
