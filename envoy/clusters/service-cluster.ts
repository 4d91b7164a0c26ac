import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import type { HealthCheckJson } from '#gen/envoy/envoy/config/core/v3/health_check_pb.js';
import type { Http2ProtocolOptionsJson } from '#gen/envoy/envoy/config/core/v3/protocol_pb.js';
import { pack } from '../api/pack.ts';
import type { BootstrapOptions, Replica } from '../options.ts';
import { connectionAge } from '../tls/connection-age.ts';
import { callTls } from '../tls/mutual-tls.ts';
import { circuitBreakers } from './breakers.ts';
import { findReplicas } from './endpoints.ts';
import { outlierDetection } from './outliers.ts';

// What Envoy reads of a service's answers in one go. With less, answers wait behind each round of new calls, and a flood
// of these leaves the service idle: docs/decisions/0016.
const answerBufferBytes = 1_048_576;

const http2: Http2ProtocolOptionsJson = {
  initialStreamWindowSize: 65_536,
  initialConnectionWindowSize: 1_048_576,
  // A process that hangs holds what it was asked for ever: a connection that gives no answer is closed, and its calls
  // end. One that only stops serves its last calls, so a failed health check closes nothing.
  connectionKeepalive: { interval: '2s', timeout: '3s' },
};

/** The replicas of one service, or of its canary. */
export function serviceCluster(
  { service, cluster }: { service: string; cluster: string },
  replicas: readonly Replica[],
  options: Pick<BootstrapOptions, 'meshTls' | 'meshConnectionAgeMs' | 'dynamicFolder'>,
): ClusterJson {
  const { meshTls, meshConnectionAgeMs, dynamicFolder } = options;
  return {
    name: cluster,
    ...findReplicas(cluster, replicas, dynamicFolder),
    connectTimeout: '1s',
    lbPolicy: 'LEAST_REQUEST',
    // A replica that has just come up gets its share bit by bit, while its caches and its compiler warm up.
    leastRequestLbConfig: { slowStartConfig: { slowStartWindow: '10s' } },
    // Fails at once when no replica is healthy, rather than calling sick ones all the same.
    commonLbConfig: { healthyPanicThreshold: { value: 0 } },
    healthChecks: [healthCheck(service)],
    outlierDetection,
    circuitBreakers,
    perConnectionBufferLimitBytes: answerBufferBytes,
    transportSocket: callTls(meshTls, service, 'h2'),
    typedExtensionProtocolOptions: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': pack(
        'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
        {
          explicitHttpConfig: { http2ProtocolOptions: http2 },
          commonHttpProtocolOptions: connectionAge(meshConnectionAgeMs),
        },
      ),
    },
  };
}

/** Asks the service itself. A replica that was down is asked often, so that it gets calls soon after it is up. */
function healthCheck(authority: string): HealthCheckJson {
  return {
    timeout: '1s',
    interval: '1s',
    noTrafficInterval: '0.5s',
    noTrafficHealthyInterval: '2s',
    unhealthyInterval: '0.5s',
    unhealthyThreshold: 2,
    healthyThreshold: 1,
    grpcHealthCheck: { authority },
  };
}
