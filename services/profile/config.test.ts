import test from 'ava';
import { ConfigError } from '../kit/config.ts';
import { readProfileConfig } from './config.ts';

test('a database is all that must be given', (t) => {
  const config = readProfileConfig({ PROFILE_DATABASE_URL: 'file:profile.sqlite' });
  t.like(config, { jwksPort: 0, keyRotationHours: 720, argon2MemoryKib: 19_456, argon2TimeCost: 2 });
});

test('every bad variable is named at once', (t) => {
  const env = { PROFILE_JWKS_PORT: 'x', PROFILE_KEY_ROTATION_HOURS: '0', PROFILE_ARGON2_MEMORY_KIB: '1' };
  const error = t.throws(() => readProfileConfig(env), { instanceOf: ConfigError });
  t.is(error?.problems.length, 4);
});
