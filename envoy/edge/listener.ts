import type { ListenerJson } from '#gen/envoy/envoy/config/listener/v3/listener_pb.js';
import type { RouteConfigurationJson } from '#gen/envoy/envoy/config/route/v3/route_pb.js';
import type {
  HttpConnectionManagerJson,
  HttpFilterJson,
} from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { answeredLog, refusedLog } from '../access-log.ts';
import { pack } from '../api/pack.ts';
import { edgeRpcs, type OwnedRpc } from '../contract.ts';
import { faultFilter } from '../fault.ts';
import { grpcStats } from '../grpc-stats.ts';
import { httpListener } from '../listener.ts';
import { filterNames, serviceHeader } from '../names.ts';
import type { BootstrapOptions } from '../options.ts';
import { edgeTracing } from '../tracing.ts';
import { addressLimitFilter, defaultAddressLimit, longestWaitSeconds } from './address-limit.ts';
import { corsFilter, corsPolicy } from './cors.ts';
import { hardening } from './hardening.ts';
import { jwtFilter } from './jwt.ts';
import type { EdgeLimits } from './limits.ts';
import { localReplies } from './local-replies.ts';
import { otherRoutes } from './other-routes.ts';
import { rpcRoutes } from './rpc-routes.ts';
import { edgeTransport, strictTransport } from './tls.ts';

/** The listener for browsers (gRPC-Web and files) and for native gRPC clients. */
export function edgeListener(options: BootstrapOptions, limits: EdgeLimits): ListenerJson {
  const { policies, addresses, accessLogPath } = options;
  const rpcs = edgeRpcs(policies);
  const manager: HttpConnectionManagerJson = {
    ...hardening(limits, options),
    statPrefix: 'edge',
    routeConfig: edgeRoutes(rpcs, options),
    httpFilters: edgeFilters(rpcs, options),
    localReplyConfig: localReplies(longestWaitSeconds(rpcs)),
    accessLog: refusedLog('edge', accessLogPath),
    ...edgeTracing(options.tracing),
  };
  return httpListener('edge', addresses.edge, manager, edgeTransport(options));
}

/** The order matters: cors sees every answer, grpc_stats reads trailers before grpc_web moves them into the body. */
function edgeFilters(rpcs: readonly OwnedRpc[], options: BootstrapOptions): HttpFilterJson[] {
  return [
    corsFilter,
    { name: filterNames.grpcWeb, typedConfig: pack('envoy.extensions.filters.http.grpc_web.v3.GrpcWeb', {}) },
    grpcStats(rpcs),
    ...(options.addressLimit === false ? [] : [addressLimitFilter(options.addressLimit ?? defaultAddressLimit)]),
    jwtFilter(options.addresses.jwks),
    ...faultFilter(options),
    {
      name: filterNames.router,
      typedConfig: pack('envoy.extensions.filters.http.router.v3.Router', {
        suppressEnvoyHeaders: true,
        upstreamLog: answeredLog('edge', options.accessLogPath),
      }),
    },
  ];
}

function edgeRoutes(rpcs: readonly OwnedRpc[], options: BootstrapOptions): RouteConfigurationJson {
  const { origins, addressLimit } = options;
  return {
    name: 'edge',
    virtualHosts: [
      {
        name: 'edge',
        domains: ['*'],
        routes: [...rpcRoutes(rpcs, { limited: addressLimit !== false }), ...otherRoutes],
        typedPerFilterConfig: corsPolicy(origins),
        ...(options.edgeTls !== undefined && { responseHeadersToAdd: [strictTransport] }),
        requestHeadersToAdd: [
          { header: { key: serviceHeader, value: 'edge' }, appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD' },
        ],
      },
    ],
  };
}
