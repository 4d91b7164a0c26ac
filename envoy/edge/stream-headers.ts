import type { OwnedRpc } from '../contract.ts';

// Envoy keeps every header of a call for as long as it runs, in 352 bytes at least: for a stream, for hours. A browser sends
// a dozen that no service reads, and the edge has read what it needs of them.
const ofBrowsers = [
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'cookie',
  'dnt',
  'grpc-accept-encoding',
  'origin',
  'pragma',
  'priority',
  'referer',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-gpc',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-grpc-web',
  'x-user-agent',
];

/** Where a call comes from: for the service's own counting only. */
const address = 'x-envoy-external-address';

/** What a route of a stream takes away before the call goes to the service; nothing for a unary call. */
export function withoutIdleHeaders({ policy: { serverStreaming, rateLimit, streamLimit } }: OwnedRpc) {
  if (!serverStreaming) return {};
  const counts = rateLimit !== undefined || streamLimit !== undefined;
  return { requestHeadersToRemove: counts ? ofBrowsers : [...ofBrowsers, address] };
}
