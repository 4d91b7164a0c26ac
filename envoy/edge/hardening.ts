import type { Http2ProtocolOptionsJson } from '#gen/envoy/envoy/config/core/v3/protocol_pb.js';
import type { HttpConnectionManagerJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { pack } from '../api/pack.ts';
import { meshHeaderPrefix } from '../names.ts';
import type { BootstrapOptions } from '../options.ts';
import type { EdgeLimits } from './limits.ts';

/** Whose word is taken for more than a stranger's. */
type Trust = Pick<BootstrapOptions, 'faultInjection' | 'trustedProxies'>;

/**
 * What a listener towards strangers needs, whatever it serves. docs/edge.md says why each line is as it is.
 * Source: https://www.envoyproxy.io/docs/envoy/v1.40.0/configuration/best_practices/edge
 */
export function hardening(limits: EdgeLimits, trust: Trust): HttpConnectionManagerJson {
  const { trustedProxies = 0 } = trust;
  return {
    codecType: 'AUTO',
    // The address that the caller has, not the one that it says it has.
    useRemoteAddress: true,
    ...(trustedProxies > 0 && { xffNumTrustedHops: trustedProxies }),
    // One form of a path, before it is matched.
    normalizePath: true,
    mergeSlashes: true,
    pathWithEscapedSlashesAction: 'REJECT_REQUEST',
    commonHttpProtocolOptions: {
      idleTimeout: seconds(limits.idleTimeoutMs),
      maxConnectionDuration: seconds(limits.maxConnectionAgeMs),
      // Clients that came together do not all come back together.
      maxConnectionDurationJitter: { value: 10 },
      maxHeadersCount: limits.maxHeaders,
      headersWithUnderscoresAction: 'REJECT_REQUEST',
    },
    http2ProtocolOptions: http2Limits,
    maxRequestHeadersKb: limits.maxHeadersKb,
    requestHeadersTimeout: seconds(limits.headersTimeoutMs),
    // Clients send one message a call, so a request has an end even where the answer is a stream.
    requestTimeout: seconds(limits.requestTimeoutMs),
    // A stream of the contract has its own, from its policy.
    streamIdleTimeout: '300s',
    streamFlushTimeout: seconds(limits.flushTimeoutMs),
    serverName: 'tertulia',
    serverHeaderTransformation: 'OVERWRITE',
    alwaysSetRequestIdInResponse: true,
    earlyHeaderMutationExtensions: [dropClaims(trust)],
  };
}

const http2Limits: Http2ProtocolOptionsJson = {
  maxConcurrentStreams: 100,
  initialStreamWindowSize: 65_536,
  initialConnectionWindowSize: 1_048_576,
  connectionKeepalive: { interval: '30s', timeout: '5s' },
  // What follows is Envoy's default, written down so that a later version cannot widen it unseen.
  maxOutboundFrames: 10_000,
  maxOutboundControlFrames: 1000,
  maxConsecutiveInboundFramesWithEmptyPayload: 1,
  maxInboundPriorityFramesPerStream: 100,
  maxInboundWindowUpdateFramesPerDataFrameSent: 10,
};

// Those that ask for faults are the only ones that begin with `x-envoy-fa`, and RE2 cannot look ahead.
const ofEnvoyButFaults = { safeRegex: { regex: 'x-envoy-(?:[^f].*|f|f[^a].*)' } };

/**
 * What a stranger says of who it is, where it comes from, or what Envoy should do: taken away before anything looks.
 * The headers that ask for faults are Envoy's too: they pass only where faults are turned on.
 */
function dropClaims({ faultInjection = false, trustedProxies = 0 }: Trust) {
  return {
    name: 'envoy.http.early_header_mutation.header_mutation',
    typedConfig: pack('envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation', {
      mutations: [
        { removeOnMatch: { keyMatcher: { prefix: meshHeaderPrefix } } },
        { removeOnMatch: { keyMatcher: faultInjection ? ofEnvoyButFaults : { prefix: 'x-envoy-' } } },
        ...(trustedProxies > 0 ? [] : [{ remove: 'x-forwarded-for' }]),
        { remove: 'forwarded' },
      ],
    }),
  };
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000}s`;
}
