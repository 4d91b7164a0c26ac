import type { HeaderValueOptionJson } from '#gen/envoy/envoy/config/core/v3/base_pb.js';
import type { RouteConfigurationJson } from '#gen/envoy/envoy/config/route/v3/route_pb.js';
import { edgeRpcs } from '../contract.ts';
import { serviceHeader } from '../names.ts';
import type { BootstrapOptions } from '../options.ts';
import { corsPolicy } from './cors.ts';
import { advertiseHttp3 } from './http3.ts';
import { otherRoutes } from './other-routes.ts';
import { rpcRoutes } from './rpc-routes.ts';
import { strictTransport } from './tls.ts';

/** What browsers are told of the ways to come. */
function transportHeaders({ addresses, edgeHttp3 }: BootstrapOptions): HeaderValueOptionJson[] {
  return edgeHttp3 === true ? [strictTransport, advertiseHttp3(addresses.edge)] : [strictTransport];
}

/** Where each request at the edge goes. */
export function edgeRoutes(options: BootstrapOptions): RouteConfigurationJson {
  const { policies, origins, addressLimit } = options;
  const limited = addressLimit !== false;
  return {
    name: 'edge',
    // A file that leads somewhere that there is not is refused as a whole.
    validateClusters: true,
    virtualHosts: [
      {
        name: 'edge',
        domains: ['*'],
        routes: [...rpcRoutes(edgeRpcs(policies), { limited, canaries: options.canaries }), ...otherRoutes],
        typedPerFilterConfig: corsPolicy(origins),
        ...(options.edgeTls !== undefined && { responseHeadersToAdd: transportHeaders(options) }),
        requestHeadersToAdd: [
          { header: { key: serviceHeader, value: 'edge' }, appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD' },
        ],
      },
    ],
  };
}
