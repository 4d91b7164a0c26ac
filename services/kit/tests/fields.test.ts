import test from 'ava';
import fc from 'fast-check';
import type { z } from 'zod';
import { countGraphemes, cutGraphemes, id, line, pageSize, text } from '../fields.ts';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const family = '👨‍👩‍👧‍👦';
const anyText = fc.string({ unit: 'binary', maxLength: 60 });

test('a page size has a default and an upper bound, and is not negative', (t) => {
  t.deepEqual(
    [0, 1, 100, 101, 2 ** 31 - 1].map((size) => pageSize.parse(size)),
    [20, 1, 100, 100, 100],
  );
  t.false(accepts(pageSize, -1));
});

test('an id is a UUID, in lower case', (t) => {
  const given = '0190163D-8694-739B-AEA5-966C26F8AD90';
  t.is(id.parse(given), given.toLowerCase());
  for (const bad of ['', 'x', `${given}0`, `${given}\n`, given.replaceAll('-', ''), undefined])
    t.false(accepts(id, bad));
});

test('lengths are counted as a person counts', (t) => {
  for (const one of ['a', 'é', 'e\u0301', family, '🇪🇺', 'नि']) t.is(countGraphemes(one), 1, one);
  t.true(accepts(text({ min: 1, max: 3 }), family.repeat(3)));
  t.false(accepts(text({ min: 1, max: 3 }), 'abcd'));
});

test('what shows nothing is blank', (t) => {
  const field = text({ min: 1, max: 10 });
  for (const blank of ['', ' ', '\n\n', '\u200b', '\u2060\ufeff', '\u3164', '\u00ad'])
    t.false(accepts(field, blank), JSON.stringify(blank));
  t.true(accepts(text({ min: 0, max: 10 }), ''));
});

test('one grapheme cannot carry a book of marks', (t) => {
  t.false(accepts(text({ min: 1, max: 2_000 }), `a${'\u0301'.repeat(100_000)}`));
});

test('text keeps its lines, and a line has none', (t) => {
  t.is(text({ min: 1, max: 10 }).parse('a\r\nb\n'), 'a\nb\n');
  t.is(line({ min: 1, max: 10 }).parse('  Ana '), 'Ana');
  for (const bad of ['a\tb', 'a\0', 'a\u0085b', 'a\rb']) t.false(accepts(text({ min: 1, max: 10 }), bad));
  for (const bad of ['a\nb', 'a\u2028b']) t.false(accepts(line({ min: 1, max: 10 }), bad));
});

test('text comes out normalised and whole', (t) => {
  t.is(text({ min: 1, max: 10 }).parse('e\u0301'), 'é');
  t.is(text({ min: 1, max: 10 }).parse('a\ud83d'), 'a�');
});

test('accepted text is within its limits, and is accepted again unchanged', (t) => {
  const field = text({ min: 1, max: 20 });
  fc.assert(
    fc.property(anyText, (value) => {
      const result = field.safeParse(value);
      if (!result.success) return;
      const count = countGraphemes(result.data);
      t.true(count >= 1 && count <= 20 && result.data.isWellFormed());
      t.is(field.parse(result.data), result.data);
    }),
    { numRuns: 2_000 },
  );
  t.pass();
});

test('cut text is no longer than its limit, keeps whole graphemes, and is untouched where it fits', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.integer({ min: 1, max: 30 }), (value, max) => {
      const cut = cutGraphemes(value, max);
      if (countGraphemes(value) <= max) return cut === value;
      return countGraphemes(cut) <= max && cut.endsWith('…') && value.startsWith(cut.slice(0, -1));
    }),
    { numRuns: 2_000 },
  );
  t.is(cutGraphemes(family.repeat(5), 3), `${family.repeat(2)}…`);
});
