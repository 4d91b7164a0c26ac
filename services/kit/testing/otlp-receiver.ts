import { fileURLToPath } from 'node:url';
import { Server, ServerCredentials, type ServiceDefinition, type sendUnaryData } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

/** A span as it came, ids in hex. */
export interface ReceivedSpan {
  readonly service: string;
  readonly name: string;
  readonly kind: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the first of a trace. */
  readonly parentId: string;
  readonly status: string;
  readonly links: readonly { traceId: string; spanId: string }[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A real receiver of OTLP over gRPC, which keeps what it gets. */
export interface OtlpReceiver extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
}

/** Starts to receive on a free port. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const server = new Server();
  server.addService(loadDefinition(), {
    export({ request }: { request: ExportRequest }, answer: sendUnaryData<object>) {
      spans.push(...readSpans(request));
      answer(null, {});
    },
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    spans,
    async [Symbol.asyncDispose]() {
      server.forceShutdown();
    },
  };
}

function loadDefinition(): ServiceDefinition {
  const path = fileURLToPath(new URL('otlp.proto', import.meta.url));
  const definitions = loadSync(path, { enums: String, longs: Number, defaults: true, oneofs: true });
  return definitions['opentelemetry.proto.collector.trace.v1.TraceService'] as ServiceDefinition;
}

type KeyValues = readonly { key: string; value: { value: string; [kind: string]: unknown } }[];

interface ExportRequest {
  resourceSpans: readonly {
    resource: { attributes: KeyValues };
    scopeSpans: readonly { spans: readonly WireSpan[] }[];
  }[];
}

interface WireSpan {
  traceId: Buffer;
  spanId: Buffer;
  parentSpanId: Buffer;
  name: string;
  kind: string;
  attributes: KeyValues;
  links: readonly { traceId: Buffer; spanId: Buffer }[];
  status: { code: string } | null;
}

function readSpans({ resourceSpans }: ExportRequest): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(readAttributes(resource.attributes)['service.name']);
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => readSpan(service, span)));
  });
}

function readSpan(service: string, span: WireSpan): ReceivedSpan {
  return {
    service,
    name: span.name,
    kind: span.kind,
    traceId: span.traceId.toString('hex'),
    spanId: span.spanId.toString('hex'),
    parentId: span.parentSpanId.toString('hex'),
    status: span.status?.code ?? 'UNSET',
    links: span.links.map(({ traceId, spanId }) => ({
      traceId: traceId.toString('hex'),
      spanId: spanId.toString('hex'),
    })),
    attributes: readAttributes(span.attributes),
  };
}

function readAttributes(pairs: KeyValues): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value[value.value]]));
}
