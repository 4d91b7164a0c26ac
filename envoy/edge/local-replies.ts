import type { AccessLogFilterJson } from '#gen/envoy/envoy/config/accesslog/v3/accesslog_pb.js';
import type {
  LocalReplyConfigJson,
  ResponseMapperJson,
} from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { whereCel } from '../access-log.ts';
import { encodeStatusDetails } from './status-details.ts';

const unauthenticated = { http: 401, grpc: 16 };
const rateLimited = { http: undefined, grpc: 8 };
const unavailable = { http: 503, grpc: 14 };

/**
 * What Envoy answers by itself, in the words and with the reasons that the contract has for it. The gRPC status
 * follows from the HTTP status; the first mapper that fits is taken.
 */
export const localReplies: LocalReplyConfigJson = {
  mappers: [
    reply(refusedToken('Jwt_is_missing'), unauthenticated, 'TOKEN_MISSING', 'this call needs an access token'),
    // Or a client whose token is good would believe that it is signed out.
    reply(
      refusedToken('Jwks_remote_fetch_is_failed'),
      unavailable,
      'UNAVAILABLE',
      'access tokens cannot be checked yet',
    ),
    reply(refusedToken(), unauthenticated, 'TOKEN_INVALID', 'the access token is not valid'),
    // Native gRPC callers get the status, web callers UNAVAILABLE for every 429: there only the details say it.
    reply(
      whereCel("response.code_details == 'local_rate_limited'"),
      rateLimited,
      'RATE_LIMITED',
      'too many calls from this address',
    ),
    // No route's cluster (NC). Without a text Envoy would leave the gRPC status out for gRPC-Web.
    { filter: { responseFlagFilter: { flags: ['NC'] } }, body: { inlineString: 'there is no such RPC' } },
    // No healthy replica (UH), too many calls (UO), no connection (UF), no memory at all (OM): nothing ran.
    reply(
      { responseFlagFilter: { flags: ['UH', 'UO', 'UF', 'OM'] } },
      unavailable,
      'UNAVAILABLE',
      'the service is not available',
    ),
    // Too little memory is left: see overload.ts.
    reply(whereCel("response.code_details == 'overload'"), unavailable, 'UNAVAILABLE', 'the service is not available'),
    // The connection broke (UC), or was reset (UR, LR), or time ran out (UT): something may have run.
    {
      filter: { responseFlagFilter: { flags: ['UC', 'UR', 'LR', 'UT'] } },
      body: { inlineString: 'the service did not answer' },
    },
  ],
};

function refusedToken(cause = ''): AccessLogFilterJson {
  return whereCel(`response.code_details.startsWith('jwt_authn_access_denied{${cause}')`);
}

function reply(
  filter: AccessLogFilterJson,
  status: { http: number | undefined; grpc: number },
  reason: string,
  message: string,
): ResponseMapperJson {
  const value = encodeStatusDetails(status.grpc, reason, message);
  return {
    filter,
    ...(status.http !== undefined && { statusCode: status.http }),
    body: { inlineString: message },
    headersToAdd: [{ header: { key: 'grpc-status-details-bin', value } }],
  };
}
