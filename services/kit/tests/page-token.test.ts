import test from 'ava';
import fc from 'fast-check';
import { InvalidPageToken } from '../mesh-errors.ts';
import { readPageToken, readPosition, writePageToken } from '../page-token.ts';

const query = ['ListPosts', 'ana', null] as const;
const anyCursor = fc.array(fc.oneof(fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), {
  maxLength: 3,
});

test('a token gives its cursor back, and no token is the first page', (t) => {
  t.is(readPageToken(query, ''), undefined);
  fc.assert(
    fc.property(anyCursor, (cursor) => {
      t.deepEqual(JSON.stringify(readPageToken(query, writePageToken(query, cursor))), JSON.stringify(cursor));
    }),
  );
});

test('a token of another query is refused', (t) => {
  const token = writePageToken(query, [1, 'a']);
  for (const other of [[], ['ListPosts', 'bo', null], ['ListPosts', 'ana'], ['ListPosts', 'ana', '']]) {
    t.throws(() => readPageToken(other, token), { instanceOf: InvalidPageToken });
  }
});

type Mutation = { at: number; kind: 'replace' | 'insert' | 'delete' | 'cut'; by: string };
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= é'.split('');
const anyMutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('replace', 'insert', 'delete', 'cut'),
  by: fc.constantFrom(...alphabet),
});

function mutate(token: string, { at, kind, by }: Mutation): string {
  const place = at % token.length;
  const before = token.slice(0, place);
  if (kind === 'cut') return before;
  if (kind === 'insert') return before + by + token.slice(place);
  return before + (kind === 'replace' ? by : '') + token.slice(place + 1);
}

test('a token that was changed is refused, and never fails in another way', (t) => {
  let refused = 0;
  fc.assert(
    fc.property(anyCursor, anyMutation, (cursor, mutation) => {
      const token = writePageToken(query, cursor);
      const changed = mutate(token, mutation);
      if (changed === token || changed === '') return;
      t.throws(() => readPageToken(query, changed), { instanceOf: InvalidPageToken });
      refused += 1;
    }),
    { numRuns: 10_000 },
  );
  t.true(refused > 9_000);
});

test('nonsense is refused', (t) => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const token of ['x', '0', encode(null), encode([]), encode({}), encode(['a', { b: 1 }]), encode([[]])]) {
    t.throws(() => readPageToken(query, token), { instanceOf: InvalidPageToken });
  }
});

test('a position is a whole number, and anything else is refused', (t) => {
  t.is(readPosition(12), 12n);
  t.is(readPosition('12'), 12n);
  for (const value of [undefined, '', 'x', -1, 0.5, 1e21, '9'.repeat(19)]) {
    t.throws(() => readPosition(value), { instanceOf: InvalidPageToken });
  }
});
