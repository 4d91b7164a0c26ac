import type { BinaryWriter } from '@bufbuild/protobuf/wire';

type Scalar = Date | Uint8Array | string | number | boolean | bigint | undefined;

/** A message of which any part may be left out. */
export type DeepPartial<T> = T extends bigint
  ? string | number | bigint
  : T extends Scalar
    ? T
    : T extends readonly (infer Item)[]
      ? readonly DeepPartial<Item>[]
      : T extends { $case: string; value: unknown }
        ? { $case: T['$case']; value?: DeepPartial<T['value']> }
        : { [Key in keyof T]?: DeepPartial<T[Key]> };

/** What ts-proto generates for a message: its full name and its codec. */
export interface EventType<T> {
  /** The full name: `tertulia.posts.v1.PostCreated`. */
  readonly $type: string;
  encode(message: T, writer?: BinaryWriter): BinaryWriter;
  decode(input: Uint8Array): T;
  // biome-ignore lint/suspicious/noExplicitAny: ts-proto's own DeepPartial is not exported; callers are typed by ours.
  fromPartial(partial: any): T;
}

/** One event as its log keeps it. */
export interface StoredEvent {
  readonly position: bigint;
  readonly eventId: string;
  readonly subject: string;
  /** The full name of the payload's type. */
  readonly type: string;
  readonly payload: Uint8Array;
  readonly createTime: Date;
  /** The W3C trace context of the call that caused the event; empty if unknown. */
  readonly traceparent: string;
}

const typeUrlPrefix = 'type.googleapis.com/';

/** The `type_url` of a google.protobuf.Any. */
export function typeUrlOf(type: string): string {
  return typeUrlPrefix + type;
}

/** The full name of a type in the `type_url` of a google.protobuf.Any. */
export function typeOfUrl(typeUrl: string): string {
  return typeUrl.slice(typeUrl.lastIndexOf('/') + 1);
}
