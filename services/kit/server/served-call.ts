import { Metadata, ServerError, Status } from 'nice-grpc';
import type { Call, Caller, MeshCallOptions } from '../call.ts';
import { Ending } from '../ending.ts';
import { deadlineExceeded } from './deadline.ts';
import { readTraceparent, readTracestate } from './trace.ts';

/**
 * One call that is being served: the context its handler gets, and the switch that ends it early.
 * Signal and trace cost more than the rest and are often not needed: they are made when first asked for.
 */
export abstract class ServedCall implements Call {
  readonly method: string;
  /** Milliseconds since the epoch. */
  readonly deadlineTime: number | undefined;
  abstract readonly metadata: Metadata;
  abstract readonly peer: string;
  abstract readonly header: Metadata;
  abstract readonly trailer: Metadata;
  caller: Caller = { kind: 'anyone' };
  #controller: AbortController | undefined;
  #ending: Ending | undefined;
  #endReason: Error | undefined;
  #traceparent: string | undefined;

  constructor(method: string, deadlineTime: number | undefined) {
    this.method = method;
    this.deadlineTime = deadlineTime;
  }

  abstract sendHeader(): void;

  /** Ends the call when the client goes away. */
  abstract watchClient(): void;

  /** Told once when the call is ended early. */
  protected abstract onEnd(reason: Error): void;

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

  /** Aborts when the client goes away, at the deadline, and when the call is ended from here. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#endReason !== undefined) this.#controller.abort();
      else this.watchClient();
    }
    return this.#controller.signal;
  }

  get ending(): Ending {
    if (this.#ending === undefined) {
      this.#ending = new Ending();
      if (this.#endReason !== undefined) this.#ending.end();
      else this.watchClient();
    }
    return this.#ending;
  }

  get forward(): MeshCallOptions {
    const metadata = new Metadata({ traceparent: this.traceparent });
    const tracestate = readTracestate(this.metadata);
    if (tracestate !== undefined) metadata.set('tracestate', tracestate);
    const authorization = this.metadata.get('authorization');
    if (authorization !== undefined) metadata.set('authorization', authorization);
    const options = { metadata, signal: this.signal };
    return this.deadlineTime === undefined ? options : { ...options, deadline: new Date(this.deadlineTime) };
  }

  /** Ends the call early: the first reason counts, and becomes its status. */
  end(reason: Error): void {
    if (this.#endReason !== undefined) return;
    this.#endReason = reason;
    this.#controller?.abort();
    this.#ending?.end();
    this.onEnd(reason);
  }

  /** Ends the call since nobody waits for it any more. grpc-js tells of the client's deadline as of a cancellation. */
  endForClient(): void {
    const late = this.deadlineTime !== undefined && Date.now() >= this.deadlineTime;
    this.end(late ? deadlineExceeded() : new ServerError(Status.CANCELLED, 'the client cancelled the call'));
  }
}
