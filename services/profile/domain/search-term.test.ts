import test from 'ava';
import fc from 'fast-check';
import { fold, foldQuery, searchTerms } from './search-term.ts';

const isFound = (query: string, handle: string, displayName: string) =>
  searchTerms(handle, displayName).some((term) => term.startsWith(foldQuery(query)));

test('case and accents do not matter', (t) => {
  t.true(isFound('joSE', 'jg', 'José García'));
  t.true(isFound('jósé', 'jg', 'Jose Garcia'));
  t.true(isFound('strasse', 'abc', 'Straße'));
  t.true(isFound('οδοσ', 'abc', 'Οδός'));
});

test('a query may begin at any word and run over several', (t) => {
  t.true(isFound('garcía l', 'jg', 'José  García López'));
  t.true(isFound('brien', 'abc', "Mary O'Brien"));
  t.true(isFound('luc', 'abc', 'Jean-Luc'));
  t.false(isFound('arcia', 'abc', 'José García'));
});

test('a handle is found from its beginning only, with or without @', (t) => {
  t.true(isFound('@ana_m', 'ana_maria', ''));
  t.false(isFound('maria', 'ana_maria', ''));
});

test('a name of emoji or of a script without spaces is found', (t) => {
  t.true(isFound('🦊', 'fox', '🦊 Fox'));
  t.true(isFound('田中', 'abc', '田中太郎'));
});

test('folding twice is folding once', (t) => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => t.is(fold(fold(text)), fold(text))));
  t.pass();
});

test('every beginning of a name finds it', (t) => {
  const property = fc.property(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }),
    fc.nat(50),
    (name, length) => {
      const query = [...new Intl.Segmenter().segment(name.trim())].slice(0, length + 1).map(({ segment }) => segment);
      return isFound(query.join(''), 'abc', name);
    },
  );
  fc.assert(property);
  t.pass();
});
