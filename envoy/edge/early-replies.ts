import type { HeaderValueOptionJson } from '#gen/envoy/envoy/config/core/v3/base_pb.js';
import type { ResponseMapperJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { encodeStatusDetails } from '../../services/kit/status-details.ts';
import { whereCel } from '../access-log.ts';
import { corsHeaders } from './cors.ts';

// What Envoy answers before its filters have seen the request, so that no filter adds a gRPC status, or lets a page of
// another origin read it. All of that is added here.

const unimplemented = 12;
const exhausted = 8;
const invalid = 3;

/** What is no request of HTTP/1.1 by our limits. HTTP/2 and HTTP/3 reset such a stream. */
export const refusedHeaders: readonly ResponseMapperJson[] = [
  {
    // Of headers that are not read to their end Envoy knows none, so it cannot tell whose page asked.
    filter: whereCel("response.code_details in ['http1.headers_too_large', 'http1.too_many_headers']"),
    ...status(exhausted, { reason: 'REQUEST_TOO_LARGE', message: 'the headers of the request are too large' }),
  },
  {
    filter: whereCel("response.code_details == 'http1.unexpected_underscore'"),
    ...status(invalid, { message: 'names of headers have no underscores here' }),
  },
];

/** A path that cannot be brought into one form, or that has an escaped slash in it. No RPC has. */
export function refusedPaths(origins: readonly string[]): ResponseMapperJson[] {
  const refused = "response.code_details == 'path_normalization_failed'";
  const { body, headersToAdd } = status(unimplemented, { message: 'there is no such RPC' });
  const fromPage = `${refused} && request.headers['origin'] in ${JSON.stringify(origins)}`;
  const readable = [
    header('access-control-allow-origin', '%REQ(ORIGIN)%'),
    header('access-control-allow-credentials', 'true'),
  ];
  return [
    // A page may ask, else it does not hear of the answer.
    {
      filter: whereCel(`${fromPage} && request.method == 'OPTIONS'`),
      statusCode: 200,
      headersToAdd: [
        ...readable,
        header('access-control-allow-methods', corsHeaders.allowMethods),
        header('access-control-allow-headers', corsHeaders.allowHeaders),
        header('access-control-max-age', corsHeaders.maxAge),
      ],
    },
    {
      filter: whereCel(fromPage),
      body,
      headersToAdd: [...headersToAdd, ...readable, header('access-control-expose-headers', corsHeaders.exposeHeaders)],
    },
    { filter: whereCel(refused), body, headersToAdd },
  ];
}

/** A gRPC status as headers, and no body: who reads a stream would take a text for a message. */
function status(code: number, { reason, message }: { reason?: string; message: string }) {
  const details = reason && Buffer.from(encodeStatusDetails(code, { reason, message })).toString('base64');
  return {
    body: { inlineString: '' },
    headersToAdd: [
      header('grpc-status', String(code)),
      header('grpc-message', message),
      ...(details ? [header('grpc-status-details-bin', details)] : []),
    ],
  };
}

function header(key: string, value: string): HeaderValueOptionJson {
  return { header: { key, value }, appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD' };
}
