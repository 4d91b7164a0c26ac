import test from 'ava';
import { PasswordHasher } from './password-hasher.ts';

const cost = { memoryKib: 64, timeCost: 1 };

test('a password fits its own hash only, and two hashes of it differ', async (t) => {
  const hasher = await PasswordHasher.open(cost);
  const [hash, again] = [await hasher.hash('correct horse'), await hasher.hash('correct horse')];
  t.not(hash, again);
  t.regex(hash, /^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
  t.deepEqual([await hasher.verify(hash, 'correct horse'), await hasher.verify(hash, 'correct horsf')], [true, false]);
});

test('without a hash no password is right', async (t) => {
  const hasher = await PasswordHasher.open(cost);
  t.false(await hasher.verify(undefined, ''));
});

test('half an emoji in a password is no harm', async (t) => {
  const hasher = await PasswordHasher.open(cost);
  t.true(await hasher.verify(await hasher.hash('half \ud83d of it'), 'half \ud83d of it'));
});

test('of a rush of sign-ins as many are served as may wait, and the others are told to come again', async (t) => {
  const hasher = await PasswordHasher.open(cost);
  const results = await Promise.allSettled(Array.from({ length: 100 }, () => hasher.verify(undefined, 'x')));
  const refused = results.filter((result) => result.status === 'rejected');
  t.is(refused.length, 100 - 2 - 64);
  t.like(refused[0]?.reason, { status: 'RESOURCE_EXHAUSTED', reason: 'OVERLOADED', retryDelayMs: 1_000 });
  t.false(await hasher.verify(undefined, 'x'));
});
