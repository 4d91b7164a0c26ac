import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import type { HealthCheckJson } from '#gen/envoy/envoy/config/core/v3/health_check_pb.js';
import { pack } from '../api/pack.ts';
import type { SocketAddress } from '../options.ts';
import { endpoints } from './endpoints.ts';

// Each open stream counts as a request for as long as it is open.
const maxRequests = 20_000;

/** The replicas of one service, as a cluster of its name. */
export function serviceCluster(name: string, replicas: readonly SocketAddress[]): ClusterJson {
  return {
    name,
    ...endpoints(name, replicas),
    connectTimeout: '1s',
    lbPolicy: 'LEAST_REQUEST',
    // Fails at once when no replica is healthy, rather than calling sick ones all the same.
    commonLbConfig: { healthyPanicThreshold: { value: 0 } },
    healthChecks: [healthCheck(name)],
    circuitBreakers: { thresholds: [{ maxConnections: 1024, maxPendingRequests: maxRequests, maxRequests }] },
    typedExtensionProtocolOptions: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': pack(
        'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
        { explicitHttpConfig: { http2ProtocolOptions: { connectionKeepalive: { interval: '30s', timeout: '5s' } } } },
      ),
    },
  };
}

/** Asks the service itself. A replica that was down is asked often, so that it gets calls soon after it is up. */
function healthCheck(authority: string): HealthCheckJson {
  return {
    timeout: '1s',
    interval: '2s',
    noTrafficInterval: '0.5s',
    noTrafficHealthyInterval: '2s',
    unhealthyInterval: '0.5s',
    unhealthyThreshold: 2,
    healthyThreshold: 1,
    grpcHealthCheck: { authority },
  };
}
