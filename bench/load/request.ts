import { encodeHeaders, frame, frameFlag, frameHeaderBytes, frameType } from './frames.ts';

/** A call in gRPC-Web, ready to be written to a connection again and again. */
export interface PreparedRequest {
  /** A HEADERS and a DATA frame for stream 0; the stream's number is put in at sending. */
  readonly bytes: Uint8Array;
  /** Where the number of the stream stands. */
  readonly streamOffsets: readonly number[];
  /** Where the last twelve digits of a request_id stand, which each sending makes new. */
  readonly requestIdOffset?: number;
  /** Of which RPC it is. */
  readonly path: string;
}

/** What a call consists of. */
export interface RequestParts {
  /** `/tertulia.posts.v1.PostService/CreatePost` */
  path: string;
  authority: string;
  token?: string;
  /** The encoded message. */
  message: Uint8Array;
}

/** Stands in a message for a request_id that is new at each sending. */
export const freshRequestId = '0b9e6f2a-5d3c-4e1f-8a7b-000000000000';

/** Makes the frames of a call once, so that sending it costs a copy. */
export function prepareRequest({ path, authority, token, message }: RequestParts): PreparedRequest {
  const headers = encodeHeaders({
    ':method': 'POST',
    ':scheme': 'http',
    ':path': path,
    ':authority': authority,
    'content-type': 'application/grpc-web+proto',
    'x-grpc-web': '1',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  });
  const first = frame(frameType.headers, frameFlag.endHeaders, 0, headers);
  const second = frame(frameType.data, frameFlag.endStream, 0, lengthPrefixed(message));
  const bytes = Buffer.concat([first, second]);
  const idStart = bytes.indexOf(freshRequestId, first.length + frameHeaderBytes);
  return {
    path,
    bytes,
    streamOffsets: [5, first.length + 5],
    ...(idStart < 0 ? {} : { requestIdOffset: idStart + freshRequestId.length - 12 }),
  };
}

function lengthPrefixed(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}
