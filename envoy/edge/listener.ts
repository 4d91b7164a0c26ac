import type { ListenerJson } from '#gen/envoy/envoy/config/listener/v3/listener_pb.js';
import type {
  HttpConnectionManagerJson,
  HttpFilterJson,
} from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { answeredLog, refusedLog } from '../access-log.ts';
import { pack } from '../api/pack.ts';
import { edgeRpcs, type OwnedRpc } from '../contract.ts';
import { fileNames, routesFrom } from '../dynamic/sources.ts';
import { faultFilter } from '../fault.ts';
import { grpcStats } from '../grpc-stats.ts';
import { httpListener } from '../listener.ts';
import { filterNames } from '../names.ts';
import type { BootstrapOptions } from '../options.ts';
import { edgeTracing } from '../tracing.ts';
import { addressLimitFilter, defaultAddressLimit, longestWaitSeconds } from './address-limit.ts';
import { corsFilter } from './cors.ts';
import { hardening } from './hardening.ts';
import { http3Listener } from './http3.ts';
import { jwtFilter } from './jwt.ts';
import type { EdgeLimits } from './limits.ts';
import { localReplies } from './local-replies.ts';
import { edgeRoutes } from './routes.ts';
import { edgeTransport } from './tls.ts';
import { wholeRequests } from './whole-requests.ts';

/** The listener for browsers (gRPC-Web and files) and for native gRPC clients, and its twin for HTTP/3 if that is wanted. */
export function edgeListeners(options: BootstrapOptions, limits: EdgeLimits): ListenerJson[] {
  const { policies, addresses, accessLogPath } = options;
  const rpcs = edgeRpcs(policies);
  const manager: HttpConnectionManagerJson = {
    ...hardening(limits, options),
    statPrefix: 'edge',
    ...routesFrom(options.dynamicFolder, fileNames.edgeRoutes, edgeRoutes(options)),
    httpFilters: edgeFilters(rpcs, options),
    localReplyConfig: localReplies(longestWaitSeconds(rpcs), options),
    accessLog: refusedLog('edge', accessLogPath),
    ...edgeTracing(options.tracing),
  };
  const overTcp = httpListener('edge', addresses.edge, manager, edgeTransport(options, limits));
  if (options.edgeHttp3 !== true) return [overTcp];
  if (options.edgeTls === undefined) throw new Error('edge: HTTP/3 needs a certificate: give edgeTls');
  return [overTcp, http3Listener(addresses.edge, manager, { folders: options.meshTls, limits })];
}

/** The order matters: cors sees every answer, grpc_stats reads trailers before grpc_web moves them into the body. */
function edgeFilters(rpcs: readonly OwnedRpc[], options: BootstrapOptions): HttpFilterJson[] {
  return [
    corsFilter,
    { name: filterNames.grpcWeb, typedConfig: pack('envoy.extensions.filters.http.grpc_web.v3.GrpcWeb', {}) },
    grpcStats(rpcs),
    ...(options.addressLimit === false ? [] : [addressLimitFilter(options.addressLimit ?? defaultAddressLimit)]),
    jwtFilter(),
    wholeRequests,
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
