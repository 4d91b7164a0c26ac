import type { LocalRateLimitJson } from '#gen/envoy/envoy/extensions/filters/http/local_ratelimit/v3/local_rate_limit_pb.js';
import type { HttpFilterJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import type { TokenBucketJson } from '#gen/envoy/envoy/type/v3/token_bucket_pb.js';
import { pack } from '../api/pack.ts';
import type { OwnedRpc } from '../contract.ts';
import { filterNames } from '../names.ts';

/** How often one address may ask: a bucket that fills evenly. */
export interface AddressLimit {
  readonly requestsPerSecond: number;
  /** How many at once, after a time without requests. */
  readonly burst: number;
}

/** Far more than a person needs, or several behind one address; far less than a process needs that only asks. */
export const defaultAddressLimit: AddressLimit = { requestsPerSecond: 200, burst: 400 };

// Of so many addresses each bucket is remembered, those that asked last. About 0.5 kB each.
const rememberedAddresses = 10_000;

/** Limits what one address may ask of all routes together; those with a limit of their own do not count. */
export function addressLimitFilter({ requestsPerSecond, burst }: AddressLimit): HttpFilterJson {
  const bucket = { maxTokens: burst, tokensPerFill: requestsPerSecond, fillInterval: '1s' };
  return {
    name: filterNames.localRatelimit,
    typedConfig: pack(
      'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
      limitEachAddress('address_limit', bucket),
    ),
  };
}

/** A route's own limit by address, where the contract has one. */
export function addressLimitFor({ method, policy: { rateLimit } }: OwnedRpc) {
  if (rateLimit?.scope !== 'SCOPE_ADDRESS') return {};
  const { requests, perMs } = rateLimit;
  const bucket = { maxTokens: requests, tokensPerFill: requests, fillInterval: `${perMs / 1000}s` };
  return {
    [filterNames.localRatelimit]: pack(
      'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
      limitEachAddress(`address_limit_${method}`, bucket),
    ),
  };
}

/** How long a refused address may have to wait for its next token, at most. */
export function longestWaitSeconds(rpcs: readonly OwnedRpc[]): number {
  const waits = rpcs.map(({ policy: { rateLimit } }) =>
    rateLimit?.scope === 'SCOPE_ADDRESS' ? rateLimit.perMs / rateLimit.requests / 1000 : 1,
  );
  return Math.ceil(Math.max(1, ...waits));
}

function limitEachAddress(statPrefix: string, bucket: TokenBucketJson): LocalRateLimitJson {
  return {
    statPrefix,
    filterEnabled: always,
    filterEnforced: always,
    // Never empty: Envoy wants one for what has no bucket of its own, and every request has an address.
    tokenBucket: { maxTokens: 4_000_000_000, tokensPerFill: 4_000_000_000, fillInterval: '1s' },
    alwaysConsumeDefaultTokenBucket: false,
    // Who has an IPv6 address has at least a /64 of them.
    rateLimits: [{ actions: [{ maskedRemoteAddress: { v4PrefixMaskLen: 32, v6PrefixMaskLen: 64 } }] }],
    // An entry without a value stands for each value that comes.
    descriptors: [{ entries: [{ key: 'masked_remote_address' }], tokenBucket: bucket }],
    maxDynamicDescriptors: rememberedAddresses,
    rateLimitedAsResourceExhausted: true,
    enableRetryAfterHeader: true,
  };
}

const always = { defaultValue: { numerator: 100 } };
