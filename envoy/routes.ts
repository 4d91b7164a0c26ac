import type {
  RetryPolicyJson,
  RouteActionJson,
  RouteMatchJson,
} from '#gen/envoy/envoy/config/route/v3/route_components_pb.js';
import type { MethodPolicy } from '../services/kit/policies.ts';
import { pack } from './api/pack.ts';
import type { Rpc } from './contract.ts';
import { canaryOf } from './names.ts';
import type { BootstrapOptions } from './options.ts';

// Envoy's own timers cut an answer that has begun, without a status: they only free what is forgotten.
const unaryBackstop = '60s';
const streamBackstop = '86400s';

/** Matches the calls of one RPC, and nothing that only resembles them: gRPC is always POST, and has no query. */
export function matchRpc(path: string): RouteMatchJson {
  return { path, headers: [methodIs('POST'), { name: ':path', stringMatch: { exact: path } }] };
}

/** Matches a request's method as a whole. */
export function methodIs(method: string) {
  return { name: ':method', stringMatch: { exact: method } };
}

/**
 * Forwards an RPC to `service`, which expects its name as the call's authority. The service ends calls at their
 * deadline, so the route does not time them; a stream is ended when it is silent for too long.
 */
export function forwardRpc(
  service: string,
  { policy }: Rpc,
  canaries: BootstrapOptions['canaries'] = {},
): RouteActionJson {
  const { serverStreaming, streamIdleTimeoutMs } = policy;
  return {
    ...shareCalls(service, canaries[service]?.percent),
    ...(isSetApart(policy) && { priority: 'HIGH' }),
    hostRewriteLiteral: service,
    timeout: '0s',
    ...(streamIdleTimeoutMs !== undefined && { idleTimeout: `${streamIdleTimeoutMs / 1000}s` }),
    maxStreamDuration: { maxStreamDuration: serverStreaming ? streamBackstop : unaryBackstop },
  };
}

/**
 * What has circuit breakers of its own, since it may not be refused for the many: streams, which are open and seldom
 * work, and what the contract says is shed last.
 */
function isSetApart({ serverStreaming, importance }: MethodPolicy): boolean {
  return serverStreaming || importance === 'IMPORTANCE_HIGH';
}

/** All calls to the service's own cluster, or some of a hundred to its canary's. */
function shareCalls(service: string, percent: number | undefined): RouteActionJson {
  if (percent === undefined) return { cluster: service };
  const clusters = [
    { name: service, weight: 100 - percent },
    { name: canaryOf(service), weight: percent },
  ];
  return { weightedClusters: { clusters } };
}

// Nothing has run: there was no connection, or the service refused the stream.
const unstarted = 'connect-failure,refused-stream';
// It may have run, even to its end: the connection broke before an answer began, or the service said UNAVAILABLE.
const unanswered = 'reset,unavailable';

/** Calls again only where nothing has run yet; so it suits every RPC. */
export const retryUnstarted = retry(unstarted);

/** What the edge does with a call that failed: what may be done twice by the contract, it does up to three times. */
export function retryFor({ idempotency }: MethodPolicy): RetryPolicyJson {
  return idempotency === 'IDEMPOTENCY_UNKNOWN' ? retryUnstarted : retry(`${unstarted},${unanswered}`);
}

/** Preferably another replica's turn. The delay is random, up to 25 ms, then 75 ms. */
function retry(retryOn: string): RetryPolicyJson {
  return {
    retryOn,
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
}
