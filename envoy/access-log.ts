import type { AccessLogFilterJson, AccessLogJson } from '#gen/envoy/envoy/config/accesslog/v3/accesslog_pb.js';
import { pack } from './api/pack.ts';
import { accountHeader, serviceHeader } from './names.ts';

/**
 * The access log of calls that a cluster answered, one line an attempt. It is the router's, since only there
 * %GRPC_STATUS% is right for gRPC-Web: later the trailers are in the body.
 */
export function answeredLog(listener: string, path: string | undefined): AccessLogJson[] {
  return [makeLog(listener, path)];
}

/** The access log of what Envoy answered by itself: no token, no route, no healthy service. */
export function refusedLog(listener: string, path: string | undefined): AccessLogJson[] {
  return [{ ...makeLog(listener, path), filter: whereCel('!has(upstream.address)') }];
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

function makeLog(listener: string, path: string | undefined): AccessLogJson {
  const logFormat = { jsonFormat: { ...fields, listener } };
  if (path !== undefined) {
    return {
      name: 'envoy.access_loggers.file',
      typedConfig: pack('envoy.extensions.access_loggers.file.v3.FileAccessLog', { path, logFormat }),
    };
  }
  // Not the file /dev/stdout: that cannot be opened where the output is a socket.
  return {
    name: 'envoy.access_loggers.stdout',
    typedConfig: pack('envoy.extensions.access_loggers.stream.v3.StdoutAccessLog', { logFormat }),
  };
}

// Never a token, a body or a query: only this is written.
const fields = {
  time: '%START_TIME%',
  method: '%REQ(:METHOD)%',
  path: '%PATH(NQ)%',
  http_status: '%RESPONSE_CODE%',
  grpc_status: '%GRPC_STATUS%',
  detail: '%RESPONSE_CODE_DETAILS%',
  flags: '%RESPONSE_FLAGS%',
  duration_ms: '%DURATION%',
  bytes_received: '%BYTES_RECEIVED%',
  bytes_sent: '%BYTES_SENT%',
  caller: `%REQ(${serviceHeader})%`,
  account_id: `%REQ(${accountHeader})%`,
  client_address: '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%',
  service: '%UPSTREAM_CLUSTER%',
  replica: '%UPSTREAM_HOST%',
  request_id: '%REQ(X-REQUEST-ID)%',
  traceparent: '%REQ(TRACEPARENT)%',
};
