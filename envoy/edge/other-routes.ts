import type { RouteActionJson, RouteJson } from '#gen/envoy/envoy/config/route/v3/route_components_pb.js';
import { clusterNames } from '../names.ts';
import { methodIs } from '../routes.ts';
import { retryReading } from '../tries.ts';
import { tokenUnread } from './jwt.ts';

/** What is no RPC of the contract. In this order, after the RPCs. */
export const otherRoutes: readonly RouteJson[] = [
  {
    name: 'preflight',
    match: {
      prefix: '/',
      headers: [methodIs('OPTIONS'), { name: 'access-control-request-method', presentMatch: true }],
    },
    // Answered by the cors filter, which only looks at routes that forward.
    route: nowhere(),
    typedPerFilterConfig: tokenUnread,
  },
  {
    name: 'unimplemented',
    match: { prefix: '/', headers: [methodIs('POST')] },
    route: nowhere(),
    typedPerFilterConfig: tokenUnread,
  },
  {
    name: 'grpc-without-post',
    match: { prefix: '/', headers: [{ name: 'content-type', stringMatch: { prefix: 'application/grpc' } }] },
    // The text makes Envoy add the gRPC status for gRPC-Web.
    directResponse: { status: 404, body: { inlineString: 'RPCs are called by POST' } },
    typedPerFilterConfig: tokenUnread,
  },
  {
    name: 'web',
    match: { prefix: '/', headers: [{ name: ':method', stringMatch: { safeRegex: { regex: 'GET|HEAD' } } }] },
    route: { cluster: clusterNames.web, timeout: '15s', idleTimeout: '15s', retryPolicy: retryReading },
    typedPerFilterConfig: tokenUnread,
  },
  {
    name: 'no-such-method',
    match: { prefix: '/' },
    directResponse: { status: 405 },
    responseHeadersToAdd: [{ header: { key: 'allow', value: 'GET, HEAD' } }],
    typedPerFilterConfig: tokenUnread,
  },
];

/**
 * A 404, which gRPC and gRPC-Web callers get as UNIMPLEMENTED. A direct response would do the same, but without CORS
 * headers, and a browser would see a network error instead. It names the cluster `POST` or `OPTIONS`, which there is
 * not: the route matched the method, so a caller cannot choose.
 */
function nowhere(): RouteActionJson {
  return { clusterHeader: ':method', clusterNotFoundResponseCode: 'NOT_FOUND' };
}
