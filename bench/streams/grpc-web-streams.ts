import { randomBytes } from 'node:crypto';
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';

/** An open stream of messages: gRPC-Web over HTTP/2, as a browser reads it. */
export interface OpenStream {
  /** How many messages came. */
  messages(): number;
  /** Why it ended; undefined while it is open. */
  ended(): string | undefined;
}

/** What Chromium sends of its own accord with a call, and the web client with each: it is kept for as long as the call. */
const browserHeaders = {
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-GB,en;q=0.9',
  priority: 'u=1, i',
  'sec-ch-ua': '"Chromium";v="148", "Not:A-Brand";v="24"',
  'sec-ch-ua-mobile': '?0',
  'sec-ch-ua-platform': '"Linux"',
  'sec-fetch-dest': 'empty',
  'sec-fetch-mode': 'cors',
  'sec-fetch-site': 'same-origin',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36',
} as const;

const frameHeaderBytes = 5;
const trailerFlag = 0x80;

/** Browsers, each with a connection of its own and the streams that its tabs have open. */
export class Browsers implements Disposable {
  readonly #origin: string;
  readonly #sessions: ClientHttp2Session[] = [];
  readonly #perConnection: number;
  #inLast = 0;

  constructor(origin: string, perConnection: number) {
    this.#origin = origin;
    this.#perConnection = perConnection;
  }

  get connections(): number {
    return this.#sessions.length;
  }

  /** Calls a streaming RPC, as a page does. */
  open(path: string, token: string, message: Uint8Array = new Uint8Array()): OpenStream {
    const stream = this.#session().request({
      ...browserHeaders,
      origin: this.#origin,
      referer: `${this.#origin}/`,
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: path,
      'content-type': 'application/grpc-web+proto',
      'x-grpc-web': '1',
      traceparent: newTraceparent(),
      authorization: `Bearer ${token}`,
    });
    stream.end(frame(message));
    return follow(stream);
  }

  [Symbol.dispose](): void {
    for (const session of this.#sessions) session.destroy();
  }

  #session(): ClientHttp2Session {
    const last = this.#sessions.at(-1);
    if (last && this.#inLast < this.#perConnection) {
      this.#inLast += 1;
      return last;
    }
    const session = connect(this.#origin);
    // What it carried ends with it, and says so.
    session.on('error', () => undefined);
    this.#sessions.push(session);
    this.#inLast = 1;
    return session;
  }
}

function frame(message: Uint8Array): Buffer {
  const header = Buffer.alloc(frameHeaderBytes);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}

function newTraceparent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}

/** Counts the messages; keeps none. */
function follow(stream: ClientHttp2Stream): OpenStream {
  let messages = 0;
  let ended: string | undefined;
  let unread: Buffer = Buffer.alloc(0);
  stream.on('response', (headers) => {
    const status = headers['grpc-status'];
    if (status !== undefined) ended ??= `grpc-status ${status}: ${headers['grpc-message']}`;
  });
  stream.on('data', (bytes: Buffer) => {
    unread = unread.length === 0 ? bytes : Buffer.concat([unread, bytes]);
    while (unread.length >= frameHeaderBytes) {
      const end = frameHeaderBytes + unread.readUInt32BE(1);
      if (unread.length < end) return;
      if ((unread.readUInt8(0) & trailerFlag) === 0) messages += 1;
      else ended ??= unread.subarray(frameHeaderBytes, end).toString();
      unread = unread.subarray(end);
    }
  });
  stream.on('error', (error) => {
    ended ??= error.message;
  });
  stream.on('close', () => {
    ended ??= 'closed';
  });
  return { messages: () => messages, ended: () => ended };
}
