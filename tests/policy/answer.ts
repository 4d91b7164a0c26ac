import { Status } from 'nice-grpc';

/** Header fields in order; a name may come twice. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** A call with nothing in it that a client library would correct. */
export interface RawCall {
  readonly path: string;
  readonly headers: Fields;
  /** A stream is left after its first message, or when it says nothing. */
  readonly serverStreaming: boolean;
  /** The encoded request. Default: the empty message. */
  readonly message?: Uint8Array;
}

/** How a call ended. */
export interface Answer {
  /** The name of the gRPC status; `OK` for a stream that has begun; undefined where there is none. */
  readonly status: string | undefined;
  /** Undefined where the connection or the stream was reset. */
  readonly httpStatus: number | undefined;
  /** The encoded answer of a unary call, where the client keeps it. */
  readonly message?: Buffer;
  /** The bytes of `grpc-status-details-bin`. */
  readonly details: Buffer | undefined;
}

/** Makes raw calls to one address in one protocol. */
export interface RawClient extends Disposable {
  call(call: RawCall): Promise<Answer>;
}

/** The request as both protocols frame it, without compression. */
export function frameOf({ message = new Uint8Array() }: RawCall): Buffer {
  const frame = Buffer.alloc(5 + message.length);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, 5);
  return frame;
}

/** A stream that says nothing for so long is open: to be turned away takes no time. */
export const silenceMs = 3_000;

export const opened: Answer = { status: 'OK', httpStatus: 200, details: undefined };
export const reset: Answer = { status: undefined, httpStatus: undefined, details: undefined };

/** An answer from its HTTP status and the fields that hold the gRPC status, wherever they came. */
export function toAnswer(httpStatus: number, read: (name: string) => string | undefined): Answer {
  const code = read('grpc-status');
  const details = read('grpc-status-details-bin');
  return {
    status: code === undefined ? undefined : Status[Number(code)],
    httpStatus,
    details: details === undefined ? undefined : Buffer.from(details, 'base64'),
  };
}
