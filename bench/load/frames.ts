/** HTTP/2 frame types and flags that the load needs (RFC 9113, section 6). */
export const frameType = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goAway: 7, windowUpdate: 8 } as const;
export const frameFlag = { ack: 0x1, endStream: 0x1, endHeaders: 0x4 } as const;

/** Bytes before the payload of a frame. */
export const frameHeaderBytes = 9;

/**
 * Our side of the handshake: no push, windows so large that only the connection's is ever refilled, and no table of
 * headers, so that each header block can be read by itself.
 */
export function openingFrames(): Buffer {
  const settings = Buffer.alloc(18);
  settings.writeUInt16BE(0x2, 0); // ENABLE_PUSH
  settings.writeUInt16BE(0x4, 6); // INITIAL_WINDOW_SIZE
  settings.writeUInt32BE(largeWindow, 8);
  settings.writeUInt16BE(0x1, 12); // HEADER_TABLE_SIZE
  return Buffer.concat([
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    frame(frameType.settings, 0, 0, settings),
    windowUpdate(largeWindow),
  ]);
}

/** How many bytes of answers a connection takes before it is refilled. */
export const largeWindow = 0x3fff_ffff;

/** Lets the other side send that many bytes more on the whole connection. */
export function windowUpdate(bytes: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(bytes);
  return frame(frameType.windowUpdate, 0, 0, payload);
}

/** One frame. `stream` 0 means the connection. */
export function frame(type: number, flags: number, stream: number, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(frameHeaderBytes);
  header.writeUIntBE(payload.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, payload]);
}

/** A header list in HPACK (RFC 7541) as literals that are not indexed: the same bytes whatever was sent before. */
export function encodeHeaders(headers: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(headers).flatMap(([name, value]) => [
    Buffer.of(0),
    encodeString(name),
    encodeString(value),
  ]);
  return Buffer.concat(parts);
}

function encodeString(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([encodeLength(bytes.length), bytes]);
}

/** An integer with a prefix of seven bits (RFC 7541, section 5.1). */
function encodeLength(length: number): Buffer {
  if (length < 0x7f) return Buffer.of(length);
  const bytes = [0x7f];
  let rest = length - 0x7f;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}
