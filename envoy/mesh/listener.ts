import type { ListenerJson } from '#gen/envoy/envoy/config/listener/v3/listener_pb.js';
import type { HttpConnectionManagerJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { answeredLog, refusedLog } from '../access-log.ts';
import { pack } from '../api/pack.ts';
import { meshRpcs } from '../contract.ts';
import { fileNames, routesFrom } from '../dynamic/sources.ts';
import { late, refusedByBreaker } from '../edge/local-replies.ts';
import { faultFilter } from '../fault.ts';
import { grpcStats } from '../grpc-stats.ts';
import { httpListener } from '../listener.ts';
import { filterNames } from '../names.ts';
import type { BootstrapOptions } from '../options.ts';
import { connectionAge } from '../tls/connection-age.ts';
import { serveTls } from '../tls/mutual-tls.ts';
import { topology } from '../topology.ts';
import { meshTracing } from '../tracing.ts';
import { rbacFilter } from './callers.ts';
import { meshRoutes } from './routes.ts';

/** The listener for calls between services: a call's authority says whom it is for. */
export function meshListener(options: BootstrapOptions): ListenerJson {
  const { policies, addresses, meshTls, meshConnectionAgeMs, accessLogPath, tracing } = options;
  const counted = new Map(topology.flatMap((row) => meshRpcs(policies, row)).map((rpc) => [rpc.path, rpc]));
  const manager: HttpConnectionManagerJson = {
    statPrefix: 'mesh',
    codecType: 'HTTP2',
    http2ProtocolOptions: { connectionKeepalive: { interval: '30s', timeout: '5s' } },
    commonHttpProtocolOptions: connectionAge(meshConnectionAgeMs),
    streamIdleTimeout: '3600s',
    // The edge's request ids go on, so that one id names a call everywhere.
    preserveExternalRequestId: true,
    skipXffAppend: true,
    ...routesFrom(options.dynamicFolder, fileNames.meshRoutes, meshRoutes(options)),
    httpFilters: [
      grpcStats([...counted.values()]),
      rbacFilter,
      ...faultFilter(options),
      {
        name: filterNames.router,
        typedConfig: pack('envoy.extensions.filters.http.router.v3.Router', {
          suppressEnvoyHeaders: true,
          upstreamLog: answeredLog('mesh', accessLogPath),
        }),
      },
    ],
    // Told apart from a callee that is down, so that the edge does not make the caller's call again.
    localReplyConfig: { mappers: [refusedByBreaker, late] },
    accessLog: refusedLog('mesh', accessLogPath),
    ...meshTracing(tracing),
  };
  // Strangers who hold every connection that there may be do not keep services from each other.
  const clients = topology.map(({ name }) => name);
  return { ...httpListener('mesh', addresses.mesh, manager, serveTls(meshTls, clients)), ignoreGlobalConnLimit: true };
}
