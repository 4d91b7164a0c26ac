import { Status } from 'nice-grpc';

/** Header fields in order; a name may come twice. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** A call of an empty message, with nothing in it that a client library would correct. */
export interface RawCall {
  readonly path: string;
  readonly headers: Fields;
  /** A stream is left after its first message, or when it says nothing. */
  readonly serverStreaming: boolean;
}

/** How a call ended. */
export interface Answer {
  /** The name of the gRPC status; `OK` for a stream that has begun; undefined where there is none. */
  readonly status: string | undefined;
  /** Undefined where the connection or the stream was reset. */
  readonly httpStatus: number | undefined;
  /** The bytes of `grpc-status-details-bin`. */
  readonly details: Buffer | undefined;
}

/** Makes raw calls to one address in one protocol. */
export interface RawClient extends Disposable {
  call(call: RawCall): Promise<Answer>;
}

/** The request of an empty message: no compression, no bytes. */
export const emptyMessage = Buffer.alloc(5);

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
