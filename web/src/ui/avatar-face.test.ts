import test from 'ava';
import fc from 'fast-check';
import { avatarHue, hueCount, initialsOf } from './avatar-face.ts';

test('the initials are of the first and the last word', (t) => {
  t.is(initialsOf('Ana María García'), 'AG');
  t.is(initialsOf('bo'), 'B');
  t.is(initialsOf('👩‍🚀 Ñandú'), '👩‍🚀Ñ');
});

test('every account has one of the colours, always the same', (t) => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const hue = avatarHue(id);
      t.true(Number.isInteger(hue) && hue >= 0 && hue < hueCount);
      t.is(avatarHue(id), hue);
    }),
  );
});
