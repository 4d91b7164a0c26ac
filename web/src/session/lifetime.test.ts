import test from 'ava';
import fc from 'fast-check';
import { replaceAfterMs } from './lifetime.ts';

test('a token of five minutes is replaced half a minute before its end', (t) => {
  t.is(replaceAfterMs(new Date(300_000), 0), 270_000);
});

test('however wrong the clock is, a token is used for a while and not past five minutes', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), (skewMs) => {
      const afterMs = replaceAfterMs(new Date(1e12 + 300_000), 1e12 + skewMs);
      t.true(afterMs >= 30_000 && afterMs <= 270_000);
    }),
  );
});
