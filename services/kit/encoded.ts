import type { TsProtoServiceDefinition } from 'nice-grpc';

/** An answer whose bytes are there already. */
class Encoded {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** A message as its bytes, to be given to a client by a service of `withEncodedAnswers`. Nobody else reads it. */
export function encodedAnswer<Message>(bytes: Uint8Array): Message {
  return new Encoded(bytes) as Message;
}

/** The same service, whose handlers may give their answers encoded: what is sent often need not be encoded each time. */
export function withEncodedAnswers<Definition extends TsProtoServiceDefinition>(definition: Definition): Definition {
  const methods = Object.entries(definition.methods).map(([name, method]) => {
    const { responseType } = method;
    const encode = (message: unknown) =>
      message instanceof Encoded ? { finish: () => message.bytes } : responseType.encode(message);
    const fromPartial = (message: unknown) =>
      message instanceof Encoded ? message : (responseType.fromPartial?.(message) ?? message);
    return [name, { ...method, responseType: { ...responseType, encode, fromPartial } }];
  });
  return { ...definition, methods: Object.fromEntries(methods) };
}

const lengthDelimited = 2;

/**
 * A message of which one field, repeated, is encoded already.
 * @param items the messages of that field
 * @param rest the encoding of all other fields
 */
export function joinEncoded(field: number, items: readonly Uint8Array[], rest: Uint8Array): Uint8Array {
  const tag = (field << 3) | lengthDelimited;
  let size = rest.length;
  for (const item of items) size += 1 + varintSize(item.length) + item.length;
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const item of items) {
    bytes[at] = tag;
    at = writeVarint(bytes, at + 1, item.length);
    bytes.set(item, at);
    at += item.length;
  }
  bytes.set(rest, at);
  return bytes;
}

function varintSize(value: number): number {
  let size = 1;
  for (let left = value >>> 7; left > 0; left >>>= 7) size += 1;
  return size;
}

/** Where the next byte goes. */
function writeVarint(bytes: Uint8Array, start: number, value: number): number {
  let at = start;
  let left = value;
  for (; left > 127; left >>>= 7) bytes[at++] = (left & 127) | 128;
  bytes[at++] = left;
  return at;
}
