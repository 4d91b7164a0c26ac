import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { frame, frameFlag, frameHeaderBytes, frameType, largeWindow, openingFrames, windowUpdate } from './frames.ts';
import { readHeaderStatus, statusName } from './header-status.ts';
import type { PreparedRequest } from './request.ts';

/**
 * Is told of the end of each call: its gRPC status by name (`OK`), or `lost` if it ended without one.
 * `milliseconds`: since it was sent.
 */
export type OnAnswer = (status: string, milliseconds: number, request: PreparedRequest) => void;

const trailer = 'grpc-status:';

/** What a call has ended with that was reset, or whose connection broke. */
const lost = 'lost';

/** How much of the end of a DATA frame is searched for the trailer. */
const trailerBytes = 256;

/**
 * One HTTP/2 connection that sends prepared calls and notes when and how they end: no more of the protocol than a
 * load needs, so that the load costs less than what it measures.
 */
export class LoadConnection {
  readonly #socket: Socket;
  readonly #onAnswer: OnAnswer;
  readonly #sent = new Map<number, { at: number; status: string; request: PreparedRequest }>();
  #nextStream = 1;
  #unread: Buffer = Buffer.alloc(0);
  #received = 0;

  private constructor(socket: Socket, onAnswer: OnAnswer) {
    this.#socket = socket;
    this.#onAnswer = onAnswer;
    socket.write(openingFrames());
    socket.on('data', (bytes) => this.#read(bytes));
    socket.on('close', () => this.#failAll());
    socket.on('error', () => this.#failAll());
  }

  static async open(port: number, onAnswer: OnAnswer): Promise<LoadConnection> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    return new LoadConnection(socket, onAnswer);
  }

  /** How many calls are under way. */
  get pending(): number {
    return this.#sent.size;
  }

  send(request: PreparedRequest): void {
    const bytes = Buffer.from(request.bytes);
    const stream = this.#nextStream;
    this.#nextStream += 2;
    for (const offset of request.streamOffsets) bytes.writeUInt32BE(stream, offset);
    if (request.requestIdOffset !== undefined) writeRequestId(bytes, request.requestIdOffset);
    this.#sent.set(stream, { at: performance.now(), status: lost, request });
    this.#socket.write(bytes);
  }

  /** Keeps what is sent until `flush`, so that many calls cost one system call. */
  hold(): void {
    this.#socket.cork();
  }

  flush(): void {
    this.#socket.uncork();
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    const buffer = this.#unread.length === 0 ? bytes : Buffer.concat([this.#unread, bytes]);
    let start = 0;
    while (buffer.length - start >= frameHeaderBytes) {
      const end = start + frameHeaderBytes + buffer.readUIntBE(start, 3);
      if (end > buffer.length) break;
      this.#readFrame(buffer, start, end);
      start = end;
    }
    this.#unread = buffer.subarray(start);
    this.#refill(bytes.length);
  }

  #readFrame(buffer: Buffer, start: number, end: number): void {
    const type = buffer.readUInt8(start + 3);
    const flags = buffer.readUInt8(start + 4);
    const stream = buffer.readUInt32BE(start + 5);
    if (type === frameType.data) this.#noteData(stream, buffer.subarray(Math.max(start, end - trailerBytes), end));
    if (type === frameType.headers) this.#noteHeaders(stream, buffer.subarray(start + frameHeaderBytes, end));
    const ends = (type === frameType.data || type === frameType.headers) && (flags & frameFlag.endStream) !== 0;
    if (ends || type === frameType.reset) this.#finish(stream);
    if (type === frameType.settings && (flags & frameFlag.ack) === 0) this.#acknowledge(type, Buffer.alloc(0));
    if (type === frameType.ping && (flags & frameFlag.ack) === 0) {
      this.#acknowledge(type, buffer.subarray(start + frameHeaderBytes, end));
    }
    if (type === frameType.goAway) this.#socket.destroy();
  }

  #noteData(stream: number, tail: Buffer): void {
    const call = this.#sent.get(stream);
    const at = call === undefined ? -1 : tail.lastIndexOf(trailer);
    if (call !== undefined && at >= 0) call.status = statusName(tail.toString('latin1', at + trailer.length));
  }

  /** A call that is refused has its status here, and no message. */
  #noteHeaders(stream: number, block: Buffer): void {
    const call = this.#sent.get(stream);
    const status = call === undefined ? undefined : readHeaderStatus(block);
    if (call !== undefined && status !== undefined) call.status = status;
  }

  #finish(stream: number): void {
    const call = this.#sent.get(stream);
    if (call === undefined) return;
    this.#sent.delete(stream);
    this.#onAnswer(call.status, performance.now() - call.at, call.request);
  }

  #acknowledge(type: number, payload: Uint8Array): void {
    this.#socket.write(frame(type, frameFlag.ack, 0, payload));
  }

  /** Each byte read counts, frame headers too: the window is only ever refilled too early. */
  #refill(bytes: number): void {
    this.#received += bytes;
    if (this.#received < largeWindow / 2) return;
    this.#socket.write(windowUpdate(this.#received));
    this.#received = 0;
  }

  #failAll(): void {
    for (const stream of [...this.#sent.keys()]) this.#finish(stream);
  }
}

let requestIds = Date.now();

function writeRequestId(bytes: Buffer, offset: number): void {
  requestIds += 1;
  bytes.write(requestIds.toString(16).padStart(12, '0'), offset, 'latin1');
}
