import type { JwtProviderJson } from '#gen/envoy/envoy/extensions/filters/http/jwt_authn/v3/config_pb.js';
import type { HttpFilterJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import type { Audience } from '../../services/kit/policies.ts';
import { pack } from '../api/pack.ts';
import { accountHeader, clusterNames, filterNames } from '../names.ts';

const provider = 'profile';

/** What a route can ask of a call, by name. */
const requirements = { member: 'member', anyone: 'anyone' } as const;

/** Checks access tokens. A route that says nothing requires one: a forgotten setting closes the door. */
export function jwtFilter(): HttpFilterJson {
  return {
    name: filterNames.jwtAuthn,
    typedConfig: pack('envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication', {
      providers: { [provider]: jwtProvider() },
      requirementMap: {
        [requirements.member]: { providerName: provider },
        [requirements.anyone]: { requiresAny: { requirements: [{ providerName: provider }, { allowMissing: {} }] } },
      },
      rules: [{ match: { prefix: '/' }, requirementName: requirements.member }],
    }),
  };
}

function jwtProvider(): JwtProviderJson {
  return {
    issuer: 'tertulia',
    audiences: ['tertulia'],
    requireExpiration: true,
    clockSkewSeconds: 5,
    // Named, so that a token in the query, where logs would show it, is not one.
    fromHeaders: [{ name: 'authorization', valuePrefix: 'Bearer ' }],
    // The services verify it once more.
    forward: true,
    // The router's log sees headers, but not the metadata in which claims can also be put.
    claimToHeaders: [{ headerName: accountHeader, claimName: 'sub' }],
    jwtCacheConfig: { jwtCacheSize: 1000 },
    remoteJwks: {
      httpUri: { uri: 'https://profile/.well-known/jwks.json', cluster: clusterNames.jwks, timeout: '2s' },
      cacheDuration: '60s',
      // Fetched ahead of need, when the clusters are known: a fast listener would ask before, and again a second later. It
      // opens when there is an answer, or none in time: profile may still be starting.
      asyncFetch: { fastListener: false, failedRefetchDuration: '1s' },
    },
  };
}

/** A route's setting for RPCs of `audience`. */
export function tokenFor(audience: Exclude<Audience, 'AUDIENCE_SERVICES'>) {
  switch (audience) {
    case 'AUDIENCE_MEMBER':
      return perRoute({ requirementName: requirements.member });
    case 'AUDIENCE_ANYONE':
      return perRoute({ requirementName: requirements.anyone });
    case 'AUDIENCE_GUEST':
      return tokenUnread;
  }
}

/** A route's setting where tokens are neither needed nor read. */
export const tokenUnread = perRoute({ disabled: true });

function perRoute(config: { requirementName: string } | { disabled: boolean }) {
  return { [filterNames.jwtAuthn]: pack('envoy.extensions.filters.http.jwt_authn.v3.PerRouteConfig', config) };
}
