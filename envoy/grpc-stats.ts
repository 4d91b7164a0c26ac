import type { HttpFilterJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { pack } from './api/pack.ts';
import type { Rpc } from './contract.ts';
import { filterNames } from './names.ts';

/** Counts calls by method and status. Only methods of the contract are counted: invented names would take memory. */
export function grpcStats(rpcs: readonly Rpc[]): HttpFilterJson {
  const methods = Map.groupBy(rpcs, ({ service }) => service);
  return {
    name: filterNames.grpcStats,
    typedConfig: pack('envoy.extensions.filters.http.grpc_stats.v3.FilterConfig', {
      individualMethodStatsAllowlist: {
        services: [...methods].map(([name, members]) => ({ name, methodNames: members.map(({ method }) => method) })),
      },
    }),
  };
}
