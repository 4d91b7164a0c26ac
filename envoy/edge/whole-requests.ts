import type { HttpFilterJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { pack } from '../api/pack.ts';
import { filterNames } from '../names.ts';

/**
 * The largest request at the edge, its gRPC prefix of 5 bytes included. The largest of the contract, 2,000 characters of 16
 * UTF-16 units, has 96,000.
 */
const maxRequestBytes = 131_072;

/**
 * Forwards a request when all of it is there, so that who sends only a part holds neither a place of a service nor one of
 * its circuit breaker. Requests have one message, whatever their answers have. After what looks at the headers alone.
 * Source: https://www.envoyproxy.io/docs/envoy/v1.40.0/configuration/http/http_filters/buffer_filter
 */
export const wholeRequests: HttpFilterJson = {
  name: filterNames.buffer,
  typedConfig: pack('envoy.extensions.filters.http.buffer.v3.Buffer', { maxRequestBytes }),
};
