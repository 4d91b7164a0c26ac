import type { HttpFilterJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { pack } from '../api/pack.ts';
import { filterNames } from '../names.ts';

/** First of the filters, so that answers of the later ones carry CORS headers too. */
export const corsFilter: HttpFilterJson = {
  name: filterNames.cors,
  typedConfig: pack('envoy.extensions.filters.http.cors.v3.Cors', {}),
};

/** What a page may send, and what it may read of an answer. Errors without a message arrive as headers. */
export const corsHeaders = {
  allowMethods: 'POST',
  allowHeaders: 'authorization,content-type,grpc-timeout,traceparent,tracestate,x-grpc-web,x-user-agent',
  exposeHeaders: 'grpc-status,grpc-message,grpc-status-details-bin,retry-after,x-request-id',
  maxAge: '7200',
} as const;

/** Lets pages of the listed origins call; all others get no CORS headers, and their preflights go no further. */
export function corsPolicy(origins: readonly string[]) {
  return {
    [filterNames.cors]: pack('envoy.extensions.filters.http.cors.v3.CorsPolicy', {
      // Compared as a whole: a prefix would let http://localhost.evil.example in.
      allowOriginStringMatch: origins.map((exact) => ({ exact })),
      ...corsHeaders,
      // For the refresh cookie.
      allowCredentials: true,
      forwardNotMatchingPreflights: false,
    }),
  };
}
