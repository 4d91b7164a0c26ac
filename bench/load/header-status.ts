/** The codes of gRPC by number (https://github.com/grpc/grpc/blob/master/doc/statuscodes.md). */
const names = [
  ...['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS'],
  ...['PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED'],
  ...['INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED'],
];

/** The name of the status whose number stands at the beginning of `text`. */
export function statusName(text: string): string {
  return names[Number.parseInt(text, 10)] ?? `status ${text.slice(0, 3)}`;
}

// The name in a literal header, by HPACK's Huffman code (RFC 7541, appendix B), which is always shorter than the text.
const grpcStatus = Buffer.from('889acac8b21234da8f', 'hex');
const digits = Buffer.from('0123456789');

/**
 * The gRPC status in a block of response headers, if one is there. Not a decoder of HPACK: it looks for the one name,
 * and for a value of one or two digits, which are shortest as they are. The block must not use the dynamic table.
 */
export function readHeaderStatus(block: Buffer): string | undefined {
  const at = block.indexOf(grpcStatus);
  if (at < 0) return undefined;
  const start = at + grpcStatus.length;
  const length = block[start] ?? 0;
  const value = block.subarray(start + 1, start + 1 + length);
  return value.every((byte) => digits.includes(byte)) ? statusName(value.toString('latin1')) : undefined;
}
