import type { HttpConnectionManagerJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { pack } from '../api/pack.ts';
import { meshHeaderPrefix } from '../names.ts';

/**
 * What a listener towards strangers needs, whatever it serves.
 * Source: https://www.envoyproxy.io/docs/envoy/v1.40.0/configuration/best_practices/edge
 */
export const hardening: HttpConnectionManagerJson = {
  codecType: 'AUTO',
  // The address that the caller has, not the one that it says it has.
  useRemoteAddress: true,
  // One form of a path, before it is matched.
  normalizePath: true,
  mergeSlashes: true,
  pathWithEscapedSlashesAction: 'UNESCAPE_AND_REDIRECT',
  commonHttpProtocolOptions: { idleTimeout: '300s', headersWithUnderscoresAction: 'REJECT_REQUEST' },
  http2ProtocolOptions: {
    maxConcurrentStreams: 100,
    initialStreamWindowSize: 65_536,
    initialConnectionWindowSize: 1_048_576,
    connectionKeepalive: { interval: '30s', timeout: '5s' },
  },
  requestHeadersTimeout: '10s',
  streamIdleTimeout: '3600s',
  serverName: 'tertulia',
  serverHeaderTransformation: 'OVERWRITE',
  alwaysSetRequestIdInResponse: true,
  // Taken away before anything else is looked at.
  earlyHeaderMutationExtensions: [
    {
      name: 'envoy.http.early_header_mutation.header_mutation',
      typedConfig: pack('envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation', {
        mutations: [{ removeOnMatch: { keyMatcher: { prefix: meshHeaderPrefix } } }],
      }),
    },
  ],
};
