/** What shows that a line of docs/edge.md is true: tests with a real Envoy by file and title, or settings by path. */
export interface Evidence {
  /** Files of envoy/tests, without `.test.ts`, each with the title of a test in it, or a part of it. */
  readonly tests?: Readonly<Record<string, string>>;
  /** Of what readSettings gives. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where something else than Envoy sees to it, or nothing is there to be shown. */
  readonly elsewhere?: string;
}

/** By the first cell of each line, or by the second where the page has no such line (`–`). */
export const edgeLines: Readonly<Record<string, Evidence>> = {
  'overload manager: `fixed_heap`, 2 GiB': {
    tests: { memory: 'all that the edge may have open fits below the first threshold' },
    settings: {
      'overload.refreshInterval': '0.25s',
      'overload.resourceMonitors.0.typedConfig.maxHeapSizeBytes': `${518 * 2 ** 20}`,
    },
  },
  '`shrink_heap` at 95 %': {
    tests: { memory: 'when memory is short, Envoy gives back what it has freed' },
    settings: { 'overload.actions.1.triggers.0.threshold.value': 0.9 },
  },
  '`stop_accepting_requests` at 98 %': {
    tests: { overload: 'when memory is short, a page is told that the service is not available' },
    settings: { 'overload.loadshedPoints.0.triggers.0.threshold.value': 0.92 },
  },
  "`reduce_timeouts` from 85 to 95 %, or from 50 to 90 % of the edge's connections": {
    tests: { memory: 'when memory is short, what nobody uses is let go of after seconds' },
    settings: {
      'overload.actions.0.triggers.0.scaled': { scalingThreshold: 0.85, saturationThreshold: 0.95 },
      'overload.actions.0.triggers.1.scaled': { scalingThreshold: 3000 / 8000, saturationThreshold: 5400 / 8000 },
    },
  },
  '`reject_incoming_connections` at 98 %': {
    tests: { memory: 'when memory is at its end, nobody comes in any more' },
    settings: { 'overload.actions.2.triggers.0.threshold.value': 0.98 },
  },
  'listener connection limit: 10,000': {
    tests: { hardening: 'connections over the limit are closed, and the mesh and the admin interface stay open' },
    settings: { 'runtime.envoy!resource_limits!listener!edge!connection_limit': 6000 },
  },
  'global downstream connections: 50,000': {
    tests: { hardening: 'connections over the limit are closed, and the mesh and the admin interface stay open' },
    settings: { 'overload.resourceMonitors.1.typedConfig.maxActiveDownstreamConnections': '8000' },
  },
  'listener buffers: 32 KiB': {
    settings: {
      'edgeListener.perConnectionBufferLimitBytes': 32_768,
      'meshListener.perConnectionBufferLimitBytes': 32_768,
    },
  },
  'cluster buffers: 32 KiB': {
    settings: {
      'posts.perConnectionBufferLimitBytes': 2 ** 20,
      'web.perConnectionBufferLimitBytes': 32_768,
      'jwks.perConnectionBufferLimitBytes': 32_768,
    },
  },
  'admin endpoint: restricted': {
    tests: {
      web: 'admin paths that change or reveal much are closed',
      tls: 'the admin interface is for loopback only',
    },
  },
  '`use_remote_address`: true': {
    tests: { 'address-limit': 'who asks too often is refused for a while, whatever it claims' },
  },
  '`x-forwarded-for`, `forwarded` from outside are taken away': {
    tests: { reachability: 'a caller on this machine is a stranger too' },
  },
  '`x-tertulia-*` and `x-envoy-*` from outside are taken away': {
    tests: { reachability: 'who calls cannot be claimed from outside', faults: 'elsewhere such headers mean nothing' },
  },
  '`normalize_path`, `merge_slashes`: true': {
    tests: { reachability: 'is no way round the token' },
    settings: { 'edge.normalizePath': true, 'edge.mergeSlashes': true },
  },
  '`path_with_escaped_slashes_action`': {
    tests: { 'early-replies': 'is no RPC, and a page of a listed origin can read that' },
    settings: { 'edge.pathWithEscapedSlashesAction': 'REJECT_REQUEST' },
  },
  '`headers_with_underscores_action`: REJECT_REQUEST': { tests: { reachability: 'headers with underscores' } },
  'a route for each RPC by its whole path, POST only': {
    tests: { reachability: 'gRPC-Web by another method than POST does not exist' },
  },
  'headers: 32 KiB *, 100 *': {
    tests: { hardening: 'too many headers, and too large ones, are refused' },
    settings: { 'edge.maxRequestHeadersKb': 32, 'edge.commonHttpProtocolOptions.maxHeadersCount': 100 },
  },
  'requests: forwarded when they are whole, 128 KiB at most': {
    tests: { 'whole-requests': 'requests of 128 KiB pass, and larger ones are refused as what they are' },
  },
  '200 requests a second, 400 at once, for each address *': {
    tests: { 'address-limit': 'addresses of one IPv6 network count together, those of another do not' },
    settings: {
      'edge.httpFilters.3.typedConfig.descriptors.0.tokenBucket': {
        maxTokens: 400,
        tokensPerFill: 200,
        fillInterval: '1s',
      },
      'edge.httpFilters.3.typedConfig.maxDynamicDescriptors': 10_000,
    },
  },
  '`server: tertulia`, no `x-envoy-*` in answers': {
    tests: { web: 'an answer does not tell what is behind the gateway', failure: 'when a service dies during a call' },
  },
  '`idle_timeout` of a connection: 1 h': {
    tests: { hardening: 'a connection that nobody uses is closed, and so is one that has been open for long' },
    settings: { 'edge.commonHttpProtocolOptions.idleTimeout': '300s' },
  },
  '`stream_idle_timeout`: 5 min': {
    tests: { streams: 'a stream that is silent for longer than its policy allows is ended' },
    settings: { 'edge.streamIdleTimeout': '300s' },
  },
  '`request_timeout`: 5 min': {
    tests: { hardening: 'who sends a body slowly is cut off' },
    settings: { 'edge.requestTimeout': '15s' },
  },
  'headers: 10 s *': {
    tests: { hardening: 'who sends headers slowly is cut off' },
    settings: { 'edge.requestHeadersTimeout': '10s' },
  },
  'TLS handshake: 10 s *': {
    tests: { 'slow-peers': 'who connects and does not shake hands is cut off' },
    settings: { 'tlsListener.filterChains.0.transportSocketConnectTimeout': '10s' },
  },
  'answers that are not read: 1 min *': {
    tests: { 'slow-peers': 'who asks and does not read the answer is reset' },
    settings: { 'edge.streamFlushTimeout': '60s' },
  },
  "a connection's life: 1 h, + 10 % *": {
    tests: { hardening: 'a connection that nobody uses is closed, and so is one that has been open for long' },
    settings: {
      'edge.commonHttpProtocolOptions.maxConnectionDuration': '3600s',
      'edge.commonHttpProtocolOptions.maxConnectionDurationJitter.value': 10,
    },
  },
  'route `timeout`: 15 s, off for streams': {
    tests: {
      timeouts: 'each route leaves the service the time of its policy, and all tries theirs before the backstop',
    },
  },
  '`max_concurrent_streams`: 100': {
    tests: { hardening: 'only so many streams are open on a connection' },
    settings: { 'edge.http2ProtocolOptions.maxConcurrentStreams': 100 },
  },
  '`initial_stream_window_size`: 64 KiB': {
    tests: { hardening: 'only so many streams are open on a connection' },
    settings: {
      'edge.http2ProtocolOptions.initialStreamWindowSize': 65_536,
      'postsHttp.explicitHttpConfig.http2ProtocolOptions.initialStreamWindowSize': 65_536,
    },
  },
  '`initial_connection_window_size`: 1 MiB': {
    settings: {
      'edge.http2ProtocolOptions.initialConnectionWindowSize': 2 ** 20,
      'postsHttp.explicitHttpConfig.http2ProtocolOptions.initialConnectionWindowSize': 2 ** 20,
    },
  },
  'rapid reset: 500 streams *, half of them reset': {
    tests: { hardening: 'who opens streams only to reset them loses the connection' },
    settings: { 'runtime.overload!premature_reset_total_stream_count': 500 },
  },
  'floods of frames': {
    tests: { hardening: 'frames that carry nothing end the connection when they are many' },
    settings: {
      'edge.http2ProtocolOptions.maxOutboundFrames': 10_000,
      'edge.http2ProtocolOptions.maxOutboundControlFrames': 1000,
      'edge.http2ProtocolOptions.maxConsecutiveInboundFramesWithEmptyPayload': 1,
      'edge.http2ProtocolOptions.maxInboundPriorityFramesPerStream': 100,
      'edge.http2ProtocolOptions.maxInboundWindowUpdateFramesPerDataFrameSent': 10,
    },
  },
  '`connection_keepalive`: 30 s, 5 s': {
    tests: { 'slow-peers': 'a peer of HTTP/2 that does not answer pings is gone' },
    settings: {
      'edge.http2ProtocolOptions.connectionKeepalive': { interval: '30s', timeout: '5s' },
      'mesh.http2ProtocolOptions.connectionKeepalive': { interval: '30s', timeout: '5s' },
    },
  },
  'TLS with a certificate *': {
    tests: { tls: 'TLS 1.2 and 1.3 are spoken, older ones are not' },
  },
  '`tls_inspector`, `server_names`': { elsewhere: 'It is not there.' },
  'PROXY protocol, if behind a balancer': {
    tests: { 'address-limit': 'behind a proxy of our own the address is what the proxy says' },
  },
  'HSTS of a year, with TLS only': {
    tests: { tls: 'the web client comes over TLS', web: 'what the web server tells browsers to keep to passes' },
  },
  'CSP, nosniff, frame-ancestors, referrer policy': {
    tests: { web: 'what the web server tells browsers to keep to passes' },
  },
  'CORS: listed origins, compared as a whole': {
    tests: {
      cors: 'a page of another origin may not',
      'early-replies': 'a request that does not arrive in time is told so',
    },
  },
  'HTTP/3: off; with `--http3` the UDP port of the same number, `alt-svc`': {
    tests: { http3: 'who comes by TCP is told that there is HTTP/3' },
  },
  connecting: { settings: { 'posts.connectTimeout': '1s', 'web.connectTimeout': '5s', 'jwks.connectTimeout': '5s' } },
  'made again at the edge': {
    tests: { retries: 'a call that may be made twice is made again when the service is not available' },
  },
  'headers of a stream': { tests: { streams: 'of a stream the service gets who calls, and not what a browser adds' } },
  'retry budget': {
    settings: {
      'posts.circuitBreakers.thresholds.0.retryBudget': { budgetPercent: { value: 20 }, minRetryConcurrency: 3 },
      'posts.circuitBreakers.thresholds.1.retryBudget': { budgetPercent: { value: 20 }, minRetryConcurrency: 3 },
    },
  },
  'health checks': {
    tests: { failure: 'a service that is down is UNAVAILABLE at once, while the others answer' },
    settings: {
      'posts.healthChecks.0.interval': '1s',
      'posts.healthChecks.0.unhealthyInterval': '0.5s',
      'posts.healthChecks.0.unhealthyThreshold': 2,
      'posts.healthChecks.0.healthyThreshold': 1,
      'posts.commonLbConfig.healthyPanicThreshold.value': 0,
    },
  },
  'outlier detection': {
    tests: { outliers: 'a replica that cannot be connected to is left out before its health check tells' },
    settings: {
      'posts.outlierDetection.consecutiveLocalOriginFailure': 5,
      'posts.outlierDetection.baseEjectionTime': '2s',
      'posts.outlierDetection.maxEjectionPercent': 50,
    },
  },
  'keepalive to services': {
    settings: {
      'postsHttp.explicitHttpConfig.http2ProtocolOptions.connectionKeepalive': { interval: '2s', timeout: '3s' },
    },
  },
  'circuit breakers': {
    tests: { breakers: 'a flood of calls does not take the room of streams and of signing in' },
    settings: {
      'posts.circuitBreakers.thresholds.0.maxRequests': 160,
      'posts.circuitBreakers.thresholds.1.maxRequests': 20_000,
      'posts.circuitBreakers.thresholds.0.maxConnections': 1024,
    },
  },
  "a connection's life, to services, the web server and the keys": {
    tests: { 'connection-age': 'a connection to the web server gives way to a new one' },
    settings: {
      'postsHttp.commonHttpProtocolOptions.maxConnectionDuration': '3600s',
      'webHttp.commonHttpProtocolOptions.maxConnectionDuration': '3600s',
      'jwksHttp.commonHttpProtocolOptions.maxConnectionDuration': '3600s',
      'mesh.commonHttpProtocolOptions.maxConnectionDuration': '3600s',
    },
  },
  balancing: {
    settings: {
      'posts.lbPolicy': 'LEAST_REQUEST',
      'posts.leastRequestLbConfig.slowStartConfig.slowStartWindow': '10s',
    },
  },
};
