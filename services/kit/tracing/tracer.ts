import type { Status } from 'nice-grpc';

/** A piece of work within a trace. */
export interface Span {
  /** Names it as the parent of what it causes (W3C Trace Context). */
  readonly traceparent: string;
  /** Ends it; the first end counts. */
  end(code: Status): void;
}

/** What the spans of one event's application are known by. */
export interface AppliedEvent {
  readonly type: string;
  readonly eventId: string;
  /** Of the call that caused the event; empty if unknown. */
  readonly traceparent: string;
}

/**
 * Makes spans. Methods have no slash in front. Neither requests nor answers are given to it, nor who calls for whom.
 */
export interface Tracer {
  /** A call that is served, under its caller's trace. */
  serve(method: string, caller: string, parent: string): Span;
  /** A call to another service, under the trace of what makes it. */
  call(method: string, callee: string, parent: string): Span;
  /**
   * An event of `source` that is applied: a trace of its own, with a link to the one that caused the event, since many
   * consumers apply it at any later time. Undefined where that trace is not sampled.
   */
  apply(source: string, event: AppliedEvent): Span | undefined;
}

let active: Tracer | undefined;

/** The tracer of this process; undefined while tracing is off, and then nothing of it costs anything. */
export function activeTracer(): Tracer | undefined {
  return active;
}

/** Turns tracing on, until the result is disposed. */
export function installTracer(tracer: Tracer): Disposable {
  active = tracer;
  return {
    [Symbol.dispose]: () => {
      active = undefined;
    },
  };
}
