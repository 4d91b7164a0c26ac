import type { HttpFilterJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { pack } from './api/pack.ts';
import { filterNames } from './names.ts';
import type { BootstrapOptions } from './options.ts';

/**
 * Delays or ends a call as its headers ask: `x-envoy-fault-delay-request: 500` (milliseconds),
 * `x-envoy-fault-abort-request: 503` (HTTP status), `x-envoy-fault-abort-grpc-request: 14` (gRPC status). For tests:
 * unless the options turn it on the filter is not there, and the headers mean nothing.
 * Source: https://www.envoyproxy.io/docs/envoy/v1.40.0/configuration/http/http_filters/fault_filter
 */
export function faultFilter({ faultInjection }: BootstrapOptions): HttpFilterJson[] {
  if (faultInjection !== true) return [];
  const percentage = { numerator: 100 };
  return [
    {
      name: filterNames.fault,
      typedConfig: pack('envoy.extensions.filters.http.fault.v3.HTTPFault', {
        delay: { headerDelay: {}, percentage },
        abort: { headerAbort: {}, percentage },
      }),
    },
  ];
}
