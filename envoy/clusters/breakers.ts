import type {
  CircuitBreakers_Thresholds_RetryBudgetJson,
  CircuitBreakers_ThresholdsJson,
  CircuitBreakersJson,
} from '#gen/envoy/envoy/config/cluster/v3/circuit_breaker_pb.js';
import type { Replica } from '../options.ts';

// What is called again may be a fifth of what runs, or three: a service that fails is not buried under retries.
const retryBudget: CircuitBreakers_Thresholds_RetryBudgetJson = {
  budgetPercent: { value: 20 },
  minRetryConcurrency: 3,
};

// A replica takes 64 reads and 32 writes at once and refuses more by their importance. This is for when it cannot even
// refuse as fast as calls come: docs/decisions/0016.
const callsOfReplica = 160;

// Each open stream counts as a request for as long as it is open.
const streams = 20_000;

/**
 * What a service with one replica may have under way; breakersOf says it for more. Routes of priority HIGH, see isSetApart, have a threshold of their own: open streams
 * do not take the room of calls, and a flood of calls does not take that of streams and of signing in.
 */
export const circuitBreakers: CircuitBreakersJson = {
  thresholds: [bound(callsOfReplica), { priority: 'HIGH', ...bound(streams) }],
};

function bound(maxRequests: number): CircuitBreakers_ThresholdsJson {
  return { maxConnections: 1024, maxPendingRequests: maxRequests, maxRequests, retryBudget };
}

/**
 * The bounds of clusters by the number of their replicas, as settings of Envoy's runtime: they stand beside the clusters, since
 * a cluster that changes begins anew, with new connections.
 * Source: https://www.envoyproxy.io/docs/envoy/v1.40.0/configuration/upstream/cluster_manager/cluster_circuit_breakers
 */
export function breakersOf(clusters: readonly { cluster: string; replicas: readonly Replica[] }[]) {
  return Object.fromEntries(
    clusters.flatMap(({ cluster, replicas }) => {
      const serving = replicas.filter(({ draining }) => draining !== true).length;
      const calls = callsOfReplica * Math.max(1, serving);
      return ['max_requests', 'max_pending_requests'].map((name) => [
        `circuit_breakers.${cluster}.default.${name}`,
        calls,
      ]);
    }),
  );
}
