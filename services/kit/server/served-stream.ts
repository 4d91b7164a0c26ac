import { Metadata as GrpcMetadata, ServerInterceptingCall, type ServerInterceptingCallInterface } from '@grpc/grpc-js';
import { Metadata, type ServerError, Status } from 'nice-grpc';
import { RichServerError } from 'nice-grpc-error-details';
import type { CountedCall } from '../metrics/call-metrics.ts';
import { encodeRichError } from '../status-details.ts';
import { identifyCaller } from './audience.ts';
import { toStatus } from './error-rewriter.ts';
import { metadataFromGrpc, metadataToGrpc, noHeader } from './grpc-metadata.ts';
import { observeCall } from './observed-call.ts';
import { notArrivedStatus } from './refusal.ts';
import { ServedCall } from './served-call.ts';
import type { StreamMethod } from './stream-methods.ts';
import { readTracestate } from './trace.ts';

type GrpcStatus = Parameters<ServerInterceptingCallInterface['sendStatus']>[0];

/** Serves a call of a streaming RPC, instead of what grpc-js would do with it: that is never begun. */
export function serveStream(call: ServerInterceptingCallInterface, method: StreamMethod): ServerInterceptingCall {
  return new ServerInterceptingCall(call, { start: () => call.start(new ServedStream(call, method)) });
}

const tokenHeader = 'authorization';

/**
 * A stream that is being served, straight on grpc-js: some are open for hours, thousands at a time, and nice-grpc
 * keeps more than a page of memory for each. What happens around a handler is what the middleware does.
 */
export class ServedStream extends ServedCall {
  readonly #call: ServerInterceptingCallInterface;
  readonly #served: StreamMethod;
  #received = new GrpcMetadata();
  #metadata: Metadata | undefined;
  #header: Metadata | undefined;
  #trailer: Metadata | undefined;
  #request: unknown;
  #arriving: NodeJS.Timeout | undefined;
  #observed: CountedCall | undefined;
  #place: Disposable | undefined;
  #messages: AsyncIterator<unknown> | undefined;
  #headerSent = false;
  #closed = false;

  constructor(call: ServerInterceptingCallInterface, served: StreamMethod) {
    const deadline = call.getDeadline();
    super(served.path, deadline === Number.POSITIVE_INFINITY ? undefined : Number(deadline));
    this.#call = call;
    this.#served = served;
    this.#arriving = setTimeout(() => call.sendStatus(notArrivedStatus), served.policy.streamIdleTimeoutMs);
  }

  /** Once the stream is open, nothing but the caller's token is left of it. */
  get metadata(): Metadata {
    return this.#metadata ?? metadataFromGrpc(this.#received);
  }

  get peer(): string {
    return this.#call.getPeer();
  }

  get header(): Metadata {
    this.#header ??= new Metadata();
    return this.#header;
  }

  get trailer(): Metadata {
    this.#trailer ??= new Metadata();
    return this.#trailer;
  }

  sendHeader(): void {
    if (this.#headerSent) return;
    this.#headerSent = true;
    this.#call.sendMetadata(this.#header === undefined ? noHeader : metadataToGrpc(this.#header));
    this.#header = undefined;
  }

  /** It is told of by grpc-js: `onCancel`. */
  watchClient(): void {}

  onReceiveMetadata(metadata: GrpcMetadata): void {
    this.#received = metadata;
    this.#metadata = metadataFromGrpc(metadata);
    this.#call.startRead();
  }

  onReceiveMessage(message: unknown): void {
    if (this.#request !== undefined) {
      this.#refuse('Received a second request message for');
      return;
    }
    this.#request = message;
    this.#call.startRead();
  }

  onReceiveHalfClose(): void {
    this.#stopWaiting();
    if (this.#request === undefined) {
      this.#refuse('Received no request message for');
      return;
    }
    this.#observed = observeCall(this, this.#served.policy);
    void this.#serve();
  }

  /** Comes too when a status has been sent. */
  onCancel(): void {
    this.#stopWaiting();
    if (!this.#closed) this.endForClient();
  }

  protected onEnd(reason: Error): void {
    this.#fail(reason);
  }

  async #serve(): Promise<void> {
    try {
      await this.#open();
      // Here and not in a function of its own, which would wait in this one for as long as the stream is open.
      const messages = this.#begin();
      let next = await messages?.next();
      while (next?.done === false && !this.#closed) {
        await this.#send(next.value);
        // What is sent is not kept while the next is waited for.
        next = undefined;
        next = await messages?.next();
      }
      this.#close();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #open(): Promise<void> {
    const { policy, options } = this.#served;
    this.caller = await identifyCaller(this.metadata, policy, options);
    options.rateLimits.count(this, policy);
    if (this.#closed) return;
    this.#place = options.streamLimits.take(this, policy);
    options.streams.add(this);
    // The session may have ended between the check and the line above: what ended it did not see this stream.
    if (this.caller.kind === 'member') await identifyCaller(this.metadata, policy, options);
    this.#keepLittle();
  }

  /** Lets go of what is of no use for as long as the stream is open. */
  #keepLittle(): void {
    // Read before its header goes.
    const { traceparent } = this;
    const kept =
      readTracestate(this.metadata) === undefined ? [tokenHeader] : [tokenHeader, 'traceparent', 'tracestate'];
    this.#metadata = undefined;
    for (const key of Object.keys(this.#received.getMap())) if (!kept.includes(key)) this.#received.remove(key);
    this.traceparent = traceparent;
  }

  /** Nothing if the call has ended meanwhile. */
  #begin(): AsyncIterator<unknown> | undefined {
    if (!this.#closed) this.#messages = this.#served.handle(this.#request, this)[Symbol.asyncIterator]();
    this.#request = undefined;
    return this.#messages;
  }

  /** Resolves when the client has room for more. If it has gone, never: then nothing is left to be done either. */
  #send(message: unknown): Promise<void> {
    this.sendHeader();
    return new Promise((resolve) => this.#call.sendMessage(message, resolve));
  }

  #refuse(why: string): void {
    this.#closed = true;
    const details = `${why} server streaming method ${this.method}`;
    this.#call.sendStatus({ code: Status.UNIMPLEMENTED, details, metadata: null });
  }

  #stopWaiting(): void {
    clearTimeout(this.#arriving);
    this.#arriving = undefined;
  }

  /** What fails when the call has ended is nobody's any more. */
  #fail(error: unknown): void {
    if (!this.#closed) this.#close(toStatus(error, this, this.#served.options.logger));
  }

  /** Ends the call, once. */
  #close(status?: ServerError): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#place?.[Symbol.dispose]();
    this.#served.options.streams.delete(this);
    this.#observed?.end(status?.code ?? Status.OK);
    // Not awaited: a handler that is busy returns when it can.
    this.#messages?.return?.().catch(() => {});
    if (this.#header !== undefined) this.sendHeader();
    this.#call.sendStatus(status === undefined ? this.#ok() : this.#failed(status));
  }

  #ok(): GrpcStatus {
    return { code: Status.OK, details: 'OK', metadata: this.#trailer ? metadataToGrpc(this.#trailer) : null };
  }

  #failed(error: ServerError): GrpcStatus {
    const metadata = this.#trailer ? metadataToGrpc(this.#trailer) : new GrpcMetadata();
    if (error instanceof RichServerError) {
      metadata.set('grpc-status-details-bin', Buffer.from(encodeRichError(error)));
    }
    // grpc-js throws on half a surrogate pair.
    return { code: error.code, details: error.details.toWellFormed(), metadata };
  }
}
