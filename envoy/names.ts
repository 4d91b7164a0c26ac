/**
 * Names that must be the same at several places of the configuration. Envoy passes over a per-route setting under a
 * filter name that it does not find, so nothing may write these by hand.
 */
export const filterNames = {
  cors: 'envoy.filters.http.cors',
  grpcWeb: 'envoy.filters.http.grpc_web',
  grpcStats: 'envoy.filters.http.grpc_stats',
  localRatelimit: 'envoy.filters.http.local_ratelimit',
  rbac: 'envoy.filters.http.rbac',
  jwtAuthn: 'envoy.filters.http.jwt_authn',
  buffer: 'envoy.filters.http.buffer',
  fault: 'envoy.filters.http.fault',
  router: 'envoy.filters.http.router',
} as const;

/** Clusters that are not services. */
export const clusterNames = { web: 'web', jwks: 'jwks', otlp: 'otlp' } as const;

/** The layer of Envoy's runtime that is watched. */
export const breakersLayer = 'breakers';

/** The cluster of the replicas of another version of a service. */
export function canaryOf(service: string): string {
  return `${service}-canary`;
}

/** Who calls: the SPIFFE id of a certificate, or `edge`. */
export const serviceHeader = 'x-tertulia-service';

/** Headers that only the mesh itself may set begin with this. */
export const meshHeaderPrefix = 'x-tertulia-';

/** Whose token a call came with, for the access log. Services read the token itself. */
export const accountHeader = 'x-tertulia-account';
