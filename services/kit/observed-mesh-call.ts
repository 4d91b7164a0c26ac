import { ClientError, type ClientMiddleware, Metadata, Status } from 'nice-grpc';
import { countMeshCall } from './metrics/mesh-calls.ts';
import { activeTracer, type Span } from './tracing/tracer.ts';

/**
 * Counts the calls of a client, and traces them where tracing is on: then they name their span as the parent. Streams
 * are not traced, since they are open for hours. A middleware of its own: it must see how the others end a call.
 */
export function observeMeshCalls(callee: string): ClientMiddleware {
  return async function* observed(call, options) {
    const method = call.method.path.slice(1);
    const counted = countMeshCall(callee, method, call.responseStream);
    const span = call.responseStream ? undefined : trace(method, callee, options.metadata);
    const metadata = span && new Metadata(options.metadata).set('traceparent', span.traceparent);
    const end = (code: Status) => {
      counted.end(code);
      span?.end(code);
    };
    try {
      const response = yield* call.next(call.request, metadata === undefined ? options : { ...options, metadata });
      end(Status.OK);
      return response;
    } catch (error) {
      end(statusOf(error));
      throw error;
    } finally {
      // Whoever made the call stopped reading.
      end(Status.CANCELLED);
    }
  };
}

function trace(method: string, callee: string, metadata: Metadata | undefined): Span | undefined {
  return activeTracer()?.call(method, callee, metadata?.get('traceparent') ?? '');
}

function statusOf(error: unknown): Status {
  if (error instanceof ClientError) return error.code;
  return error instanceof Error && error.name === 'AbortError' ? Status.CANCELLED : Status.UNKNOWN;
}
