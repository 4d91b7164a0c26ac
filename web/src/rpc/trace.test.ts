import test from 'ava';
import { newTraceparent } from './trace.ts';

test('a trace begins with ids of its own', (t) => {
  const [first, second] = [newTraceparent(), newTraceparent()];
  t.regex(first, /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  t.not(first, second);
});
