import type { AccessLogFilterJson, AccessLogJson } from '#gen/envoy/envoy/config/accesslog/v3/accesslog_pb.js';
import { pack } from './api/pack.ts';
import { accountHeader, serviceHeader } from './names.ts';

/**
 * The access log of calls that a cluster answered, one line an attempt. It is the router's, since only there
 * %GRPC_STATUS% is right for gRPC-Web: later the trailers are in the body.
 */
export function answeredLog(listener: string, path: string | undefined): AccessLogJson[] {
  return [makeLog(listener, path, traceOfAttempt)];
}

/** The access log of what Envoy answered by itself: no token, no route, no healthy service. */
export function refusedLog(listener: string, path: string | undefined): AccessLogJson[] {
  return [{ ...makeLog(listener, path, '%TRACE_ID%'), filter: whereCel('!has(upstream.address)') }];
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

function makeLog(listener: string, path: string | undefined, traceId: string): AccessLogJson {
  const logFormat = { jsonFormat: { ...fields, trace_id: traceId, listener } };
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

// Of an attempt: the router's log does not know the trace, but what was sent to the service. Where a caller's own trace is
// malformed, Envoy leaves it as it is, and the service names its trace by the request's id.
const sent = "request.headers['traceparent']";
// Plain, since Envoy bounds the size of an expression's patterns.
const isTrace = `${sent}.size() == 55 && ${sent}.matches('^00-[0-9a-f]+-[0-9a-f]+-[0-9a-f]+$')`;
const ofTrace = String.raw`re.extract(${sent}, '^00-([0-9a-f]+)-.*$', '\\1')`;
const ofRequest = String.raw`re.extract(request.headers['x-request-id'], '^(.+)-(.+)-(.+)-(.+)-(.+)$', '\\1\\2\\3\\4\\5')`;
const traceOfAttempt = `%CEL(${isTrace} ? ${ofTrace} : ${ofRequest})%`;

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
