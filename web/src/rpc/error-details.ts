import { BinaryReader } from '@bufbuild/protobuf/wire';

/** A field of a request that is at fault. */
export interface FieldViolation {
  /** The field's path, in the names of the contract: `display_name`. */
  field: string;
  /** In English, for developers. */
  description: string;
  /** A ViolationReason of the contract, `TOO_LONG`; empty where none fits. */
  reason: string;
}

/** What a service says of an error beside its status. */
export interface ErrorDetails {
  /** The reason of the ErrorInfo, `HANDLE_TAKEN`. */
  reason?: string;
  violations: FieldViolation[];
  retryDelayMs?: number;
}

/**
 * Reads the trailer `grpc-status-details-bin`: a google.rpc.Status whose details are ErrorInfo, BadRequest and RetryInfo
 * (https://google.aip.dev/193). Details of other types are passed over, bytes that are none give no details.
 */
export function readErrorDetails(bytes: Uint8Array | undefined): ErrorDetails {
  const details: ErrorDetails = { violations: [] };
  if (bytes === undefined) return details;
  try {
    for (const any of messages(readFields(bytes), 3)) addDetail(details, readFields(any));
  } catch {
    // What cannot be read says nothing.
  }
  return details;
}

function addDetail(details: ErrorDetails, any: Fields): void {
  const [value] = messages(any, 2);
  const fields = readFields(value ?? new Uint8Array());
  switch (text(any, 1).split('/').at(-1)) {
    case 'google.rpc.ErrorInfo':
      details.reason = text(fields, 1);
      break;
    case 'google.rpc.BadRequest':
      details.violations = messages(fields, 1).map(readFields).map(toViolation);
      break;
    case 'google.rpc.RetryInfo':
      for (const delay of messages(fields, 1).map(readFields)) {
        details.retryDelayMs = number(delay, 1) * 1000 + number(delay, 2) / 1e6;
      }
  }
}

function toViolation(fields: Fields): FieldViolation {
  return { field: text(fields, 1), description: text(fields, 2), reason: text(fields, 3) };
}

type Fields = Map<number, (Uint8Array | number)[]>;

/** The fields of a message by their numbers: varints as numbers, everything else as bytes. */
function readFields(bytes: Uint8Array): Fields {
  const reader = new BinaryReader(bytes);
  const fields: Fields = new Map();
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    const values = fields.get(number) ?? [];
    fields.set(number, values);
    if (wireType === 0) values.push(Number(reader.int64()));
    else if (wireType === 2) values.push(reader.bytes());
    else reader.skip(wireType);
  }
  return fields;
}

function messages(fields: Fields, number: number): Uint8Array[] {
  return (fields.get(number) ?? []).filter((value) => typeof value !== 'number');
}

function text(fields: Fields, number: number): string {
  return new TextDecoder().decode(messages(fields, number).at(-1));
}

function number(fields: Fields, number: number): number {
  return (fields.get(number) ?? []).filter((value) => typeof value === 'number').at(-1) ?? 0;
}
