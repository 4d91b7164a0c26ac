/** Who takes traces, by OTLP over gRPC without TLS or, for `https:`, with it. */
export interface OtlpEndpoint {
  readonly protocol: 'http:' | 'https:';
  /** An IPv6 address stands without brackets. */
  readonly host: string;
  readonly port: number;
}

/** OTLP's own, for gRPC: https://opentelemetry.io/docs/specs/otlp/#otlpgrpc-default-port */
const defaultPort = 4317;

// A URL leaves out the port that is its scheme's own, so it cannot say whether that stood there.
const statedPort = /^[a-z]+:[/][/](?:\[[^\]]*\]|[^:/?#]*):(\d+)/i;

/** Reads `http://127.0.0.1:4317` or `http://[::1]`; undefined where it is neither http: nor https:. */
export function parseOtlpEndpoint(text: string): OtlpEndpoint | undefined {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return undefined;
  const port = Number(statedPort.exec(text)?.[1] ?? defaultPort);
  return { protocol: url.protocol, host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port };
}

/** The endpoint with its port, as a URL. */
export function formatOtlpEndpoint({ protocol, host, port }: OtlpEndpoint): string {
  return `${protocol}//${host.includes(':') ? `[${host}]` : host}:${port}`;
}
