import { once } from 'node:events';
import { type ClientHttp2Session, connect } from 'node:http2';

/** A gRPC call of which a test sends the parts when it likes. */
export interface RawCall {
  /** Sends the message, an empty one, and says that it was the last. */
  finish(): void;
  /** Sends one message, an empty one; others may follow. */
  sendMessage(): void;
  /** Says that no message follows. */
  close(): void;
  /** Sends a part of a message, and leaves it at that. */
  sendPart(): void;
  /** The status that the call ended with, from headers or trailers; undefined as long as it is open. */
  readonly status: number | undefined;
  /** The names of the headers that the answer began with; undefined until then. */
  readonly headerNames: readonly string[] | undefined;
}

/** A connection of HTTP/2 on which calls are made by hand. */
export interface RawConnection extends Disposable {
  /** How many calls it takes at once. */
  readonly maxCalls: number;
  /** Sends the headers of a call. */
  open(path: string, headers?: Readonly<Record<string, string>>): RawCall;
}

const emptyMessage = Buffer.alloc(5);

/** Connects to the host and port of `url`, in plain text. */
export async function openRawConnection(url: string): Promise<RawConnection> {
  const session: ClientHttp2Session = connect(url);
  session.on('error', () => undefined);
  await once(session, 'remoteSettings');
  return {
    maxCalls: session.remoteSettings.maxConcurrentStreams ?? Number.POSITIVE_INFINITY,
    open: (path, headers) => openCall(session, path, headers),
    [Symbol.dispose]: () => session.destroy(),
  };
}

function openCall(session: ClientHttp2Session, path: string, headers: Readonly<Record<string, string>> = {}): RawCall {
  let status: number | undefined;
  let headerNames: string[] | undefined;
  const read = (headers: Record<string, unknown>) => {
    if (headers['grpc-status'] !== undefined) status = Number(headers['grpc-status']);
  };
  const stream = session.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
    ...headers,
  });
  stream
    .on('response', (headers) => {
      headerNames = Object.keys(headers);
      read(headers);
    })
    .on('trailers', read)
    .on('error', () => undefined)
    .resume();
  return {
    finish: () => void stream.end(emptyMessage),
    sendMessage: () => void stream.write(emptyMessage),
    close: () => void stream.end(),
    sendPart: () => void stream.write(emptyMessage.subarray(1)),
    get status() {
      return status;
    },
    get headerNames() {
      return headerNames;
    },
  };
}
