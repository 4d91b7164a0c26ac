import type {
  CircuitBreakersJson,
  CircuitBreakers_Thresholds_RetryBudgetJson,
} from '#gen/envoy/envoy/config/cluster/v3/circuit_breaker_pb.js';

// What is called again may be a fifth of what runs, or three: a service that fails is not buried under retries.
const retryBudget: CircuitBreakers_Thresholds_RetryBudgetJson = {
  budgetPercent: { value: 20 },
  minRetryConcurrency: 3,
};

// A service takes 64 reads and 32 writes at once and refuses more by their importance. This is for when it cannot even
// refuse as fast as calls come: bench/BASELINE.md.
const callsEach = 256;

// Each open stream counts as a request for as long as it is open.
const streamsEach = 10_000;

/**
 * What a service may have under way. Routes of priority HIGH, `isSetApart`, have a threshold of their own: open streams
 * do not take the room of calls, and a flood of calls does not take that of streams and signing in.
 */
export function circuitBreakers(replicas: number): CircuitBreakersJson {
  const bound = (requests: number) => ({
    maxConnections: 1024,
    maxPendingRequests: requests * replicas,
    maxRequests: requests * replicas,
    retryBudget,
  });
  return { thresholds: [bound(callsEach), { priority: 'HIGH', ...bound(streamsEach) }] };
}
