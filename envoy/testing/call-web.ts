import { Status } from 'nice-grpc';

export interface WebCallOptions {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** One message. Default: an empty one. */
  readonly message?: Uint8Array;
}

/** How a call ended, as a gRPC-Web client sees it. */
export interface WebAnswer {
  /** The name of the gRPC status; undefined if the answer has none. */
  readonly status: string | undefined;
  readonly httpStatus: number;
  readonly headers: Headers;
  readonly messages: readonly Buffer[];
  /** All that came after the headers. */
  readonly body: Buffer;
}

/**
 * Makes one unary call in gRPC-Web, by hand, so that nothing of a client library's own is between.
 * Source: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md
 */
export async function callWeb(url: string, path: string, options: WebCallOptions = {}): Promise<WebAnswer> {
  const { token, headers, message = new Uint8Array() } = options;
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/grpc-web+proto',
      'x-grpc-web': '1',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: frame(message),
  });
  const body = Buffer.from(await response.arrayBuffer());
  const frames = [...readFrames(body)];
  const trailers = frames.find(({ isTrailers }) => isTrailers)?.payload.toString() ?? '';
  const code = /^grpc-status: ?(\d+)/m.exec(trailers)?.[1] ?? response.headers.get('grpc-status') ?? undefined;
  return {
    status: code === undefined ? undefined : Status[Number(code)],
    httpStatus: response.status,
    headers: response.headers,
    body,
    messages: frames.filter(({ isTrailers }) => !isTrailers).map(({ payload }) => payload),
  };
}

/** A message with its gRPC prefix: no compression, length. */
function frame(message: Uint8Array): Buffer<ArrayBuffer> {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

function* readFrames(bytes: Buffer): Generator<{ isTrailers: boolean; payload: Buffer }> {
  for (let at = 0; at + 5 <= bytes.length; ) {
    const end = at + 5 + bytes.readUInt32BE(at + 1);
    yield { isTrailers: (bytes.readUInt8(at) & 0x80) !== 0, payload: bytes.subarray(at + 5, end) };
    at = end;
  }
}
