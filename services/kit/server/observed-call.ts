import { Status } from 'nice-grpc';
import type { CountedCall } from '../metrics/call-metrics.ts';
import { callerLabel, countServedCall } from '../metrics/served-calls.ts';
import type { MethodPolicy } from '../policies.ts';
import { activeTracer } from '../tracing/tracer.ts';
import { serviceHeader } from './audience.ts';
import type { ServedCall } from './served-call.ts';

const unobserved: CountedCall = { end() {} };

/** Begins to count a call, and to trace it where tracing is on. What is no RPC of the contract (health) is not seen. */
export function observeCall(call: ServedCall, policy: MethodPolicy | undefined): CountedCall {
  if (policy === undefined) return unobserved;
  const method = call.method.slice(1);
  const caller = callerLabel(call.metadata.get(serviceHeader));
  const counted = countServedCall(caller, method, policy.serverStreaming);
  const span = shouldTrace(call, policy) ? activeTracer()?.serve(method, caller, call.traceparent) : undefined;
  if (span === undefined) return counted;
  call.traceparent = span.traceparent;
  return {
    end(code) {
      counted.end(code);
      span.end(code);
    },
  };
}

/** A stream is open for hours: it is a span only of a trace that its caller began. */
function shouldTrace(call: ServedCall, policy: MethodPolicy): boolean {
  return !policy.serverStreaming || call.metadata.has('traceparent');
}

/** How a call ended that neither answered nor failed: its client went away, and its generator was closed. */
export const abandoned = Status.CANCELLED;
