import type { RouteActionJson, RouteMatchJson } from '#gen/envoy/envoy/config/route/v3/route_components_pb.js';
import type { MethodPolicy } from '../services/kit/policies.ts';
import type { Rpc } from './contract.ts';
import { canaryOf } from './names.ts';
import type { BootstrapOptions } from './options.ts';

/** Matches the calls of one RPC, and nothing that only resembles them: gRPC is always POST, and has no query. */
export function matchRpc(path: string): RouteMatchJson {
  return { path, headers: [methodIs('POST'), { name: ':path', stringMatch: { exact: path } }] };
}

/** Matches a request's method as a whole. */
export function methodIs(method: string) {
  return { name: ':method', stringMatch: { exact: method } };
}

/** Forwards an RPC to `service`, which expects its name as the call's authority. See tries.ts for how long and how often. */
export function forwardRpc(
  service: string,
  { policy }: Rpc,
  canaries: BootstrapOptions['canaries'] = {},
): RouteActionJson {
  return {
    ...shareCalls(service, canaries[service]?.percent),
    ...(isSetApart(policy) && { priority: 'HIGH' }),
    hostRewriteLiteral: service,
  };
}

/**
 * What has circuit breakers of its own, since it may not be refused for the many: streams, which are open and seldom
 * work, and what the contract says is shed last.
 */
function isSetApart({ serverStreaming, importance }: MethodPolicy): boolean {
  return serverStreaming || importance === 'IMPORTANCE_HIGH';
}

/** All calls to the service's own cluster, or some of a hundred to its canary's. */
function shareCalls(service: string, percent: number | undefined): RouteActionJson {
  if (percent === undefined) return { cluster: service };
  const clusters = [
    { name: service, weight: 100 - percent },
    { name: canaryOf(service), weight: percent },
  ];
  return { weightedClusters: { clusters } };
}
