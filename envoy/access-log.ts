import type { AccessLogFilterJson, AccessLogJson } from '#gen/envoy/envoy/config/accesslog/v3/accesslog_pb.js';
import { pack } from './api/pack.ts';
import { claimsKey, filterNames } from './names.ts';

/**
 * The access log of calls that a cluster answered, one line an attempt. It is the router's, since only there
 * %GRPC_STATUS% is right for gRPC-Web: later the trailers are in the body.
 */
export function answeredLog(listener: string, path: string): AccessLogJson[] {
  return [{ name: 'envoy.access_loggers.file', typedConfig: fileLog(listener, path) }];
}

/** The access log of what Envoy answered by itself: no token, no route, no healthy service. */
export function refusedLog(listener: string, path: string): AccessLogJson[] {
  return [
    {
      name: 'envoy.access_loggers.file',
      filter: whereCel('!has(upstream.address)'),
      typedConfig: fileLog(listener, path),
    },
  ];
}

/** Requests for which a CEL expression over Envoy's attributes holds. */
export function whereCel(expression: string): AccessLogFilterJson {
  return {
    extensionFilter: {
      name: 'envoy.access_loggers.extension_filters.cel',
      typedConfig: pack('envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter', { expression }),
    },
  };
}

/** Never a token, a body or a query: only what these fields name is written. */
function fileLog(listener: string, path: string) {
  return pack('envoy.extensions.access_loggers.file.v3.FileAccessLog', {
    path,
    logFormat: {
      jsonFormat: {
        time: '%START_TIME%',
        listener,
        method: '%REQ(:METHOD)%',
        path: '%PATH(NQ)%',
        http_status: '%RESPONSE_CODE%',
        grpc_status: '%GRPC_STATUS%',
        detail: '%RESPONSE_CODE_DETAILS%',
        flags: '%RESPONSE_FLAGS%',
        duration_ms: '%DURATION%',
        bytes_received: '%BYTES_RECEIVED%',
        bytes_sent: '%BYTES_SENT%',
        caller: '%REQ(X-TERTULIA-SERVICE)%',
        account_id: `%DYNAMIC_METADATA(${filterNames.jwtAuthn}:${claimsKey}:sub)%`,
        client_address: '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%',
        service: '%UPSTREAM_CLUSTER%',
        replica: '%UPSTREAM_HOST%',
        request_id: '%REQ(X-REQUEST-ID)%',
        traceparent: '%REQ(TRACEPARENT)%',
      },
    },
  });
}
