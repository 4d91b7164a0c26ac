import type { CallContext, Metadata } from 'nice-grpc';
import { ServedCall } from './served-call.ts';

/** A call that nice-grpc serves. */
export class NiceCall extends ServedCall {
  readonly metadata: Metadata;
  readonly peer: string;
  readonly header: Metadata;
  readonly trailer: Metadata;
  /** Told once when the call is ended early; set by what runs the handler. */
  onEarlyEnd: ((reason: Error) => void) | undefined;
  #context: CallContext;

  constructor(context: CallContext, method: string, deadlineTime: number | undefined) {
    super(method, deadlineTime);
    this.#context = context;
    this.metadata = context.metadata;
    this.peer = context.peer;
    this.header = context.header;
    this.trailer = context.trailer;
  }

  sendHeader(): void {
    this.#context.sendHeader();
  }

  watchClient(): void {
    const { signal } = this.#context;
    if (signal.aborted) this.endForClient();
    else signal.addEventListener('abort', () => this.endForClient(), { once: true });
  }

  protected onEnd(reason: Error): void {
    this.onEarlyEnd?.(reason);
  }
}
