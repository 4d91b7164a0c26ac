import type { AccessLogFilterJson } from '#gen/envoy/envoy/config/accesslog/v3/accesslog_pb.js';
import type {
  LocalReplyConfigJson,
  ResponseMapperJson,
} from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { overloaded } from '../../services/kit/mesh-errors.ts';
import { encodeStatusDetails, type StatusDetails } from '../../services/kit/status-details.ts';
import { whereCel } from '../access-log.ts';
import type { BootstrapOptions } from '../options.ts';
import { refusedHeaders, refusedPaths } from './early-replies.ts';

interface Status {
  /** Undefined leaves it as it is; only native gRPC callers then get another status than the one that follows from it. */
  readonly http: number | undefined;
  readonly grpc: number;
}

const unauthenticated: Status = { http: 401, grpc: 16 };
const exhausted: Status = { http: undefined, grpc: 8 };
const unavailable: Status = { http: 503, grpc: 14 };

const notAvailable = { reason: 'UNAVAILABLE', message: 'the service is not available' };

/**
 * What Envoy answers by itself, in the words and with the reasons that the contract has for it. The gRPC status
 * follows from the HTTP status; the first mapper that fits is taken. Who asked too often waits up to `longestWaitSeconds`.
 */
export function localReplies(
  longestWaitSeconds: number,
  { origins }: Pick<BootstrapOptions, 'origins'>,
): LocalReplyConfigJson {
  return {
    mappers: [
      // First, since it must cost little.
      refusedByBreaker,
      ...refusedTokens,
      ...refusedByRate(longestWaitSeconds),
      tooLarge,
      ...refusedHeaders,
      ...refusedPaths(origins),
      tooSlow,
      // No route's cluster (NC). Without a text Envoy would leave the gRPC status out for gRPC-Web.
      { filter: { responseFlagFilter: { flags: ['NC'] } }, body: { inlineString: 'there is no such RPC' } },
      // No healthy replica (UH), no connection (UF), no memory at all (OM): nothing ran.
      reply({ responseFlagFilter: { flags: ['UH', 'UF', 'OM'] } }, unavailable, notAvailable),
      // Too little memory is left: see overload.ts.
      reply(whereCel("response.code_details == 'overload'"), unavailable, notAvailable),
      late,
      // The connection broke (UC), or was reset (UR, LR): something may have run.
      {
        filter: { responseFlagFilter: { flags: ['UC', 'UR', 'LR'] } },
        body: { inlineString: 'the service did not answer' },
      },
    ],
  };
}

/**
 * A circuit breaker is open: see clusters/breakers.ts. Envoy does not make such a call again, nor does a client of gRPC that
 * is told to try UNAVAILABLE again. gRPC-Web makes UNAVAILABLE of a 503.
 */
export const refusedByBreaker = reply({ responseFlagFilter: { flags: ['UO'] } }, exhausted, overloaded);

/** The service hangs: see tries.ts. gRPC-Web makes UNAVAILABLE of a 504. */
export const late: ResponseMapperJson = {
  filter: { responseFlagFilter: { flags: ['UT'] } },
  body: { inlineString: 'the service did not answer in time' },
  headersToAdd: [{ header: { key: 'grpc-status', value: '4' } }],
};

/** The request did not come to its end in time. gRPC-Web makes UNKNOWN of a 408. */
const tooSlow: ResponseMapperJson = {
  filter: whereCel("response.code_details == 'request_overall_timeout'"),
  body: { inlineString: 'the request did not arrive in time' },
  headersToAdd: [{ header: { key: 'grpc-status', value: '4' } }],
};

const refusedTokens: readonly ResponseMapperJson[] = [
  reply(refusedToken('Jwt_is_missing'), unauthenticated, {
    reason: 'TOKEN_MISSING',
    message: 'this call needs an access token',
  }),
  // Or a client whose token is good would believe that it is signed out.
  reply(refusedToken('Jwks_remote_fetch_is_failed'), unavailable, {
    reason: 'UNAVAILABLE',
    message: 'access tokens cannot be checked yet',
  }),
  reply(refusedToken(), unauthenticated, { reason: 'TOKEN_INVALID', message: 'the access token is not valid' }),
];

/** More than wholeRequests takes. gRPC-Web makes UNKNOWN of a 413. */
const tooLarge = reply(whereCel("response.code_details == 'request_payload_too_large'"), exhausted, {
  reason: 'REQUEST_TOO_LARGE',
  message: 'the request is too large',
});

/** What a caller is told to wait, in seconds. */
const waits = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 60, 120, 300, 600, 3600];

/**
 * Native gRPC callers get the status, web callers UNAVAILABLE for every 429: there only the details say it. Envoy
 * computes `retry-after` and cannot write a message with it, so there is one for each length of waiting, rounded up.
 */
function refusedByRate(longestWaitSeconds: number): ResponseMapperJson[] {
  const last = waits.findIndex((wait) => wait >= longestWaitSeconds);
  return waits.slice(0, last + 1 || waits.length).map((retrySeconds, index, all) => {
    const isLast = index === all.length - 1;
    const wait = isLast ? '' : ` && int(response.headers['retry-after']) <= ${retrySeconds}`;
    return reply(whereCel(`response.code_details == 'local_rate_limited'${wait}`), exhausted, {
      reason: 'RATE_LIMITED',
      message: 'too many calls from this address',
      retrySeconds,
    });
  });
}

function refusedToken(cause = ''): AccessLogFilterJson {
  return whereCel(`response.code_details.startsWith('jwt_authn_access_denied{${cause}')`);
}

function reply(filter: AccessLogFilterJson, status: Status, details: StatusDetails): ResponseMapperJson {
  const value = Buffer.from(encodeStatusDetails(status.grpc, details)).toString('base64');
  const headersToAdd = [{ header: { key: 'grpc-status-details-bin', value } }];
  if (status.http === undefined) headersToAdd.push({ header: { key: 'grpc-status', value: String(status.grpc) } });
  return {
    filter,
    ...(status.http !== undefined && { statusCode: status.http }),
    body: { inlineString: details.message },
    headersToAdd,
  };
}
