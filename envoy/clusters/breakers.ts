import type {
  CircuitBreakers_Thresholds_RetryBudgetJson,
  CircuitBreakers_ThresholdsJson,
  CircuitBreakersJson,
} from '#gen/envoy/envoy/config/cluster/v3/circuit_breaker_pb.js';

// What is called again may be a fifth of what runs, or three: a service that fails is not buried under retries.
const retryBudget: CircuitBreakers_Thresholds_RetryBudgetJson = {
  budgetPercent: { value: 20 },
  minRetryConcurrency: 3,
};

// A service takes 64 reads and 32 writes at once and refuses more by their importance. This is for when it cannot even
// refuse as fast as calls come: docs/decisions/0016. The same for any number of replicas, since a cluster that changes
// begins anew.
const calls = 160;

// Each open stream counts as a request for as long as it is open.
const streams = 20_000;

/**
 * What a service may have under way. Routes of priority HIGH, see isSetApart, have a threshold of their own: open streams
 * do not take the room of calls, and a flood of calls does not take that of streams and of signing in.
 */
export const circuitBreakers: CircuitBreakersJson = {
  thresholds: [bound(calls), { priority: 'HIGH', ...bound(streams) }],
};

function bound(maxRequests: number): CircuitBreakers_ThresholdsJson {
  return { maxConnections: 1024, maxPendingRequests: maxRequests, maxRequests, retryBudget };
}
