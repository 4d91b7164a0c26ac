import type {
  RetryPolicyJson,
  RouteActionJson,
  RouteMatchJson,
} from '#gen/envoy/envoy/config/route/v3/route_components_pb.js';
import { pack } from './api/pack.ts';
import type { Rpc } from './contract.ts';

// Envoy's own timers cut an answer that has begun, without a status: they only free what is forgotten.
const unaryBackstop = '60s';
const streamBackstop = '86400s';

/** Matches the calls of one RPC, and nothing that only resembles them. gRPC is always POST. */
export function matchRpc(path: string): RouteMatchJson {
  return { path, headers: [methodIs('POST')] };
}

/** Matches a request's method as a whole. */
export function methodIs(method: string) {
  return { name: ':method', stringMatch: { exact: method } };
}

/**
 * Forwards an RPC to `cluster`, whose name the service expects as the call's authority. The service ends calls at
 * their deadline, so the route does not time them; a stream is ended when it is silent for too long.
 */
export function forwardRpc(cluster: string, { policy }: Rpc): RouteActionJson {
  const { serverStreaming, streamIdleTimeoutMs } = policy;
  return {
    cluster,
    hostRewriteLiteral: cluster,
    timeout: '0s',
    ...(streamIdleTimeoutMs !== undefined && { idleTimeout: `${streamIdleTimeoutMs / 1000}s` }),
    maxStreamDuration: { maxStreamDuration: serverStreaming ? streamBackstop : unaryBackstop },
  };
}

/** Calls again, preferably another replica, only where nothing has run yet; so it suits every RPC. */
export const retryUnstarted: RetryPolicyJson = {
  retryOn: 'connect-failure,refused-stream',
  numRetries: 2,
  retryHostPredicate: [
    {
      name: 'envoy.retry_host_predicates.previous_hosts',
      typedConfig: pack('envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate', {}),
    },
  ],
  hostSelectionRetryMaxAttempts: '3',
  retryBackOff: { baseInterval: '0.025s', maxInterval: '0.25s' },
};
