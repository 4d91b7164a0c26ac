import type { RetryPolicyJson, RouteActionJson } from '#gen/envoy/envoy/config/route/v3/route_components_pb.js';
import type { MethodPolicy } from '../services/kit/policies.ts';
import { pack } from './api/pack.ts';

/** What a route says of how often a call is tried, and how long. */
type Tries = Pick<RouteActionJson, 'timeout' | 'idleTimeout' | 'maxStreamDuration' | 'retryPolicy'>;

// Nothing has run: there was no connection, or the service refused the stream.
const unstarted = 'connect-failure,refused-stream';
// It may have run, even to its end: the connection broke before an answer began, the try took too long, or the service
// said UNAVAILABLE.
const unanswered = 'reset,unavailable';

const maxTries = 3;

// A service ends a call at the timeout of its policy and says so. Who has not done so by this much later hangs.
const slackMs = 500;

// Frees what is forgotten, whatever else fails: more than a unary call, its request and all tries of it may take.
const unaryBackstop = '60s';
const streamBackstop = '86400s';

/** Calls again only where nothing has run yet; so it suits every RPC. */
export const retryUnstarted = retry(unstarted);

/** Of files, which may be read twice: a server may close a connection in the moment in which it is used again. */
export const retryReading = retry(`${unstarted},reset`);

/**
 * At the edge what may be done twice by the contract is tried up to three times, the rest only until it has begun. Not a
 * stream: Envoy would keep its request, 4 KiB, until it ends, and who opens one opens it anew whenever it breaks.
 */
export function edgeTries(policy: MethodPolicy): Tries {
  if (policy.serverStreaming) return streamTimes(policy);
  const again = policy.idempotency === 'IDEMPOTENCY_UNKNOWN' ? unstarted : `${unstarted},${unanswered}`;
  const tryMs = longestTryMs(policy);
  return {
    ...unaryTimes(maxTries * tryMs + slackMs),
    retryPolicy: { ...retry(again), perTryTimeout: seconds(tryMs) },
  };
}

/**
 * Inside the mesh a call that has begun is not tried again: that is for the edge, which made the call that caused it.
 * What has not is by retryUnstarted.
 */
export function meshTries(policy: MethodPolicy): Tries {
  return policy.serverStreaming ? streamTimes(policy) : unaryTimes(longestTryMs(policy));
}

function longestTryMs({ timeoutMs = 0 }: MethodPolicy): number {
  return timeoutMs + slackMs;
}

/** An answer that has begun when the time is over is cut, without a status; that of a unary call begins when it is ready. */
function unaryTimes(allMs: number): Tries {
  return { timeout: seconds(allMs), maxStreamDuration: { maxStreamDuration: unaryBackstop } };
}

/** A stream has no end to be waited for: it is ended when it is silent for too long. */
function streamTimes({ streamIdleTimeoutMs = 0 }: MethodPolicy): Tries {
  return {
    timeout: '0s',
    idleTimeout: seconds(streamIdleTimeoutMs),
    maxStreamDuration: { maxStreamDuration: streamBackstop },
  };
}

/** Preferably another replica's turn. The delay is random, up to 25 ms, then 75 ms. */
function retry(retryOn: string): RetryPolicyJson {
  return {
    retryOn,
    numRetries: maxTries - 1,
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

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000}s`;
}
