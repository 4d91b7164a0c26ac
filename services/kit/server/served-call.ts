import { type CallContext, Metadata, ServerError, Status } from 'nice-grpc';
import type { Call, Caller, MeshCallOptions } from '../call.ts';
import { deadlineExceeded } from './deadline.ts';
import { readTraceparent } from './trace.ts';

/**
 * One call that is being served: the context its handler gets, and the switch that ends it early.
 * Signal and trace cost more than the rest and are often not needed: they are made when first asked for.
 */
export class ServedCall implements Call {
  readonly method: string;
  readonly metadata: Metadata;
  readonly peer: string;
  readonly header: Metadata;
  readonly trailer: Metadata;
  /** Milliseconds since the epoch. */
  readonly deadlineTime: number | undefined;
  caller: Caller = { kind: 'anyone' };
  /** Told once when the call is ended early; set by what runs the handler. */
  onEnd: ((reason: Error) => void) | undefined;
  #context: CallContext;
  #controller: AbortController | undefined;
  #endReason: Error | undefined;
  #traceparent: string | undefined;

  constructor(context: CallContext, method: string, deadlineTime: number | undefined) {
    this.#context = context;
    this.method = method;
    this.metadata = context.metadata;
    this.peer = context.peer;
    this.header = context.header;
    this.trailer = context.trailer;
    this.deadlineTime = deadlineTime;
  }

  /** Why the call was ended early, if it was. */
  get endReason(): Error | undefined {
    return this.#endReason;
  }

  get traceparent(): string {
    this.#traceparent ??= readTraceparent(this.metadata);
    return this.#traceparent;
  }

  /** The span that serves this call: what it causes is under it. */
  set traceparent(span: string) {
    this.#traceparent = span;
  }

  get deadline(): Date | undefined {
    return this.deadlineTime === undefined ? undefined : new Date(this.deadlineTime);
  }

  sendHeader(): void {
    this.#context.sendHeader();
  }

  /** Aborts when the client goes away, at the deadline, and when the call is ended from here. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#endReason !== undefined) this.#controller.abort();
      else this.watchClient();
    }
    return this.#controller.signal;
  }

  get forward(): MeshCallOptions {
    const metadata = new Metadata({ traceparent: this.traceparent });
    const authorization = this.metadata.get('authorization');
    if (authorization !== undefined) metadata.set('authorization', authorization);
    const options = { metadata, signal: this.signal };
    return this.deadlineTime === undefined ? options : { ...options, deadline: new Date(this.deadlineTime) };
  }

  /** Ends the call when the client goes away. */
  watchClient(): void {
    const { signal } = this.#context;
    if (signal.aborted) this.end(this.#clientGone());
    else signal.addEventListener('abort', () => this.end(this.#clientGone()), { once: true });
  }

  /** Ends the call early: the first reason counts, and becomes its status. */
  end(reason: Error): void {
    if (this.#endReason !== undefined) return;
    this.#endReason = reason;
    this.#controller?.abort();
    this.onEnd?.(reason);
  }

  // grpc-js tells of the client's deadline as it tells of a cancellation.
  #clientGone(): Error {
    const late = this.deadlineTime !== undefined && Date.now() >= this.deadlineTime;
    return late ? deadlineExceeded() : new ServerError(Status.CANCELLED, 'the client cancelled the call');
  }
}
