import test from 'ava';
import { countGraphemes } from './graphemes.ts';

test('what a person sees as one character counts as one', (t) => {
  t.is(countGraphemes(''), 0);
  t.is(countGraphemes('año'), 3);
  t.is(countGraphemes('👩‍👩‍👧🇪🇸e\u0301'), 3);
});
