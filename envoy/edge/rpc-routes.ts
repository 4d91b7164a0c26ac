import type { RouteJson } from '#gen/envoy/envoy/config/route/v3/route_components_pb.js';
import type { OwnedRpc } from '../contract.ts';
import type { BootstrapOptions } from '../options.ts';
import { forwardRpc, matchRpc } from '../routes.ts';
import { edgeTries } from '../tries.ts';
import { addressLimitFor } from './address-limit.ts';
import { tokenFor } from './jwt.ts';
import { withoutIdleHeaders } from './stream-headers.ts';

/** One route for each RPC that the outside may call; `limited` by address where the contract says so. */
export function rpcRoutes(
  rpcs: readonly OwnedRpc[],
  { limited, canaries }: { limited: boolean } & Pick<BootstrapOptions, 'canaries'>,
): RouteJson[] {
  return rpcs.map((rpc) => ({
    name: rpc.path.slice(1),
    match: matchRpc(rpc.path),
    route: { ...forwardRpc(rpc.owner.name, rpc, canaries), ...edgeTries(rpc.policy) },
    ...withoutIdleHeaders(rpc),
    typedPerFilterConfig: { ...tokenForRpc(rpc), ...(limited && addressLimitFor(rpc)) },
  }));
}

function tokenForRpc({ path, policy: { audience } }: OwnedRpc) {
  if (audience === 'AUDIENCE_SERVICES') throw new Error(`${path} is not for the outside`);
  return tokenFor(audience);
}
