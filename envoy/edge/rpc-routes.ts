import type { RouteJson } from '#gen/envoy/envoy/config/route/v3/route_components_pb.js';
import type { OwnedRpc } from '../contract.ts';
import { forwardRpc, matchRpc } from '../routes.ts';
import { tokenFor } from './jwt.ts';

/** One route for each RPC that the outside may call. */
export function rpcRoutes(rpcs: readonly OwnedRpc[]): RouteJson[] {
  return rpcs.map((rpc) => ({
    name: rpc.path.slice(1),
    match: matchRpc(rpc.path),
    route: forwardRpc(rpc.owner.name, rpc),
    typedPerFilterConfig: tokenForRpc(rpc),
  }));
}

function tokenForRpc({ path, policy: { audience } }: OwnedRpc) {
  if (audience === 'AUDIENCE_SERVICES') throw new Error(`${path} is not for the outside`);
  return tokenFor(audience);
}
