import { type DescField, type DescMessage, ScalarType, toBinary } from '@bufbuild/protobuf';
import { reflect } from '@bufbuild/protobuf/reflect';
import fc from 'fast-check';

/** Values that mean something to the system under test, so that more is reached than the first check. */
export interface Known {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
}

/** Encoded messages of a type: each field absent, odd or meaningful. All of them are valid on the wire. */
export function encodedMessages(type: DescMessage, known: Known): fc.Arbitrary<Uint8Array> {
  return message(type, known, 0).map((value) => toBinary(type, value));
}

const maxDepth = 4;

function message(type: DescMessage, known: Known, depth: number): fc.Arbitrary<ReturnType<typeof build>> {
  const fields = type.fields.filter((field) => depth < maxDepth || field.message === undefined);
  const values = fc.tuple(
    ...fields.map((field) => fc.option(fieldValue(field, known, depth), { nil: undefined, freq: 8 })),
  );
  return values.map((chosen) => build(type, fields, chosen));
}

function build(type: DescMessage, fields: readonly DescField[], chosen: readonly unknown[]) {
  const made = reflect(type);
  for (const [index, field] of fields.entries()) {
    const value = chosen[index];
    if (value === undefined) continue;
    // A later field of the same oneof takes the place of an earlier one.
    if (field.fieldKind === 'list') for (const item of value as unknown[]) made.get(field).add(item);
    else made.set(field, value as string);
  }
  return made.message;
}

function fieldValue(field: DescField, known: Known, depth: number): fc.Arbitrary<unknown> {
  switch (field.fieldKind) {
    case 'list':
      return items(itemOf(field, known, depth));
    case 'map':
      throw new Error(`${field.name} is a map: the contract has none so far`);
    default:
      return itemOf(field, known, depth);
  }
}

/** Few, or more than any limit. */
function items(item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.array(item, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(item, { minLength: 101, maxLength: 300, size: 'max' }) },
  );
}

function itemOf(field: DescField, known: Known, depth: number): fc.Arbitrary<unknown> {
  const { message: type, enum: choices, scalar } = field;
  if (type !== undefined) return message(type, known, depth + 1).map((value) => reflect(type, value));
  if (choices !== undefined) return fc.constantFrom(...choices.values.map(({ number }) => number), 99, -1);
  switch (scalar) {
    case ScalarType.STRING:
      return stringsOf(field.name, known);
    case ScalarType.BOOL:
      return fc.boolean();
    case ScalarType.BYTES:
      return fc.uint8Array({ maxLength: 64 });
    case ScalarType.INT32:
      return fc.constantFrom(0, 1, -1, 20, 100, 101, 2 ** 31 - 1, -(2 ** 31));
    case ScalarType.UINT32:
      return fc.constantFrom(0, 1, 100, 101, 2 ** 32 - 1);
    case ScalarType.INT64:
      return fc.constantFrom(0n, 1n, -1n, 2n ** 53n, 2n ** 63n - 1n, -(2n ** 63n));
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return fc.constantFrom(0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY);
    default:
      throw new Error(`${field.name} is of a type that is not made up here: ${scalar}`);
  }
}

const odd = [
  '',
  ' ',
  '\n',
  '\0',
  '..',
  '%00',
  "'; drop table post; --",
  '\u202eevil',
  '\ufeff',
  'e\u0301'.repeat(400),
  '👩‍👩‍👧‍👦'.repeat(50),
  'x'.repeat(10_001),
  '@ana #tag '.repeat(60),
  '00000000-0000-0000-0000-000000000000',
  'not-a-uuid',
  '{}',
];

/** By the names that the contract gives its fields: an odd value in one field at a time says more than in all. */
function stringsOf(name: string, known: Known): fc.Arbitrary<string> {
  const any = strings(known);
  if (name === 'request_id') return mostly(fc.uuid(), any);
  if (/_ids?$/.test(name)) return mostly(fc.constantFrom(...known.ids), any);
  if (name === 'page_token' || name === 'cursor') return fc.oneof(fc.constant(''), any);
  return mostly(fc.constantFrom(...known.texts), any);
}

function mostly<T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: other });
}

function strings({ ids, texts }: Known): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ids) },
    { weight: 2, arbitrary: fc.constantFrom(...texts) },
    { weight: 2, arbitrary: fc.constantFrom(...odd) },
    { weight: 2, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  );
}
