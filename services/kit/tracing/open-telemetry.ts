import {
  type Attributes,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { Status } from 'nice-grpc';
import { formatOtlpEndpoint, type OtlpEndpoint } from './otlp-endpoint.ts';
import type { Span, Tracer } from './tracer.ts';

// The names of attributes are OpenTelemetry's (semantic conventions for RPC and messaging).

/** A tracer that sends what it sees; disposing sends the rest. */
export interface ExportingTracer extends Tracer, AsyncDisposable {}

const flushEveryMs = 1_000;
/** A service that stops does not wait longer for whoever collects its spans. */
const exportTimeoutMs = 3_000;

/** Sends spans to an OTLP receiver over gRPC. */
export function createExportingTracer(service: string, endpoint: OtlpEndpoint): ExportingTracer {
  const exporter = new OTLPTraceExporter({ url: formatOtlpEndpoint(endpoint), timeoutMillis: exportTimeoutMs });
  const processor = new BatchSpanProcessor({
    exporter,
    scheduledDelayMillis: flushEveryMs,
    exportTimeoutMillis: exportTimeoutMs,
  });
  const resource = resourceFromAttributes({ 'service.name': service, 'service.namespace': 'tertulia' });
  // What comes with a trace is sampled as its flag says; what begins here, always.
  const provider = new TracerProvider({ resource, spanProcessors: [processor] });
  const tracer = provider.getTracer('tertulia');
  const start = (name: string, kind: SpanKind, attributes: Attributes, parent: string) => {
    const remote = readContext(parent);
    const context = remote === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote);
    return tracer.startSpan(name, { kind, attributes }, context);
  };
  return {
    serve(method, caller, parent) {
      const attributes = { ...rpc(method), 'client.address': caller };
      return wrap(start(method, SpanKind.SERVER, attributes, parent), serverFaults);
    },
    call(method, callee, parent) {
      const attributes = { ...rpc(method), 'server.address': callee };
      return wrap(start(method, SpanKind.CLIENT, attributes, parent), isFailure);
    },
    apply(source, { type, eventId, traceparent }) {
      const cause = readContext(traceparent);
      if (cause === undefined || (cause.traceFlags & 1) === 0) return undefined;
      const attributes = {
        'messaging.system': 'tertulia',
        'messaging.operation.name': 'apply',
        'messaging.operation.type': 'process',
        'messaging.destination.name': source,
        'messaging.message.id': eventId,
      };
      const options = { kind: SpanKind.CONSUMER, attributes, links: [{ context: cause }], root: true };
      return wrap(tracer.startSpan(`apply ${type}`, options), isFailure);
    },
    [Symbol.asyncDispose]: () => provider.shutdown().catch(() => undefined),
  };
}

function rpc(method: string): Attributes {
  return { 'rpc.system.name': 'grpc', 'rpc.method': method };
}

const isFailure = (code: Status) => code !== Status.OK;

/** What is the server's fault, rather than the caller's. */
function serverFaults(code: Status): boolean {
  switch (code) {
    case Status.UNKNOWN:
    case Status.DEADLINE_EXCEEDED:
    case Status.UNIMPLEMENTED:
    case Status.INTERNAL:
    case Status.UNAVAILABLE:
    case Status.DATA_LOSS:
      return true;
    default:
      return false;
  }
}

function wrap(span: OtelSpan, isFault: (code: Status) => boolean): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  let ended = false;
  return {
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    end(code) {
      if (ended) return;
      ended = true;
      span.setAttribute('rpc.response.status_code', Status[code]);
      if (isFault(code)) span.setAttribute('error.type', Status[code]).setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** The context that a well-formed `traceparent` names. */
function readContext(traceparent: string): SpanContext | undefined {
  if (traceparent === '') return undefined;
  const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}
