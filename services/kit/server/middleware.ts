import { type CallContext, type ServerMiddleware, type ServerMiddlewareCall, Status } from 'nice-grpc';
import type { CallExtension } from '../call.ts';
import type { Logger } from '../logger.ts';
import type { MethodPolicy, Policies } from '../policies.ts';
import type { TokenVerifier } from '../token-verifier.ts';
import { identifyCaller, type ReadService } from './audience.ts';
import { readClientDeadline } from './call-interceptor.ts';
import { effectiveDeadline, endAtDeadline } from './deadline.ts';
import { toStatus } from './error-rewriter.ts';
import { NiceCall } from './nice-call.ts';
import { abandoned, observeCall } from './observed-call.ts';
import type { OpenStreams } from './open-streams.ts';
import type { RateLimits } from './rate-limit.ts';
import { runStream, runUnary } from './run-handler.ts';
import type { StreamLimits } from './stream-limit.ts';

export interface MiddlewareOptions {
  policies: Policies;
  verifier: TokenVerifier;
  readService: ReadService;
  streams: OpenStreams;
  rateLimits: RateLimits;
  streamLimits: StreamLimits;
  logger: Logger;
}

/**
 * What happens around every handler: errors are rewritten (outermost), the deadline is set, the caller is identified and
 * counted.
 * One middleware, because each further one costs every call two generators; the ideas are in files of their own.
 */
export function meshMiddleware(options: MiddlewareOptions): ServerMiddleware<CallExtension> {
  return async function* mesh(call, context) {
    const policy = options.policies.get(call.method.path);
    const served = serve(call.method.path, context, policy);
    const observed = observeCall(served, policy);
    try {
      if (policy !== undefined) {
        served.caller = await identifyCaller(context.metadata, policy, options);
        options.rateLimits.count(served, policy);
      }
      if (call.responseStream) {
        yield* serveStream(call, served, options);
        return observed.end(Status.OK);
      }
      using _timer = endAtDeadline(served);
      const response = await runUnary(call.next(call.request, served), served);
      observed.end(Status.OK);
      return response;
    } catch (error) {
      const status = toStatus(error, served, options.logger);
      observed.end(status.code);
      throw status;
    } finally {
      observed.end(abandoned);
    }
  };
}

function serve(method: string, context: CallContext, policy: MethodPolicy | undefined): NiceCall {
  const deadline = effectiveDeadline(readClientDeadline(context.metadata), policy);
  return new NiceCall(context, method, deadline);
}

type StreamingCall<Request, Response> = ServerMiddlewareCall<Request, Response, CallExtension> & {
  responseStream: true;
};

/** A stream that is none of the contract: those are served by ServedStream. */
async function* serveStream<Request, Response>(
  call: StreamingCall<Request, Response>,
  served: NiceCall,
  { streams }: MiddlewareOptions,
): AsyncGenerator<Response, void> {
  served.watchClient();
  streams.add(served);
  try {
    yield* runStream(call.next(call.request, served), served);
  } finally {
    streams.delete(served);
  }
}
