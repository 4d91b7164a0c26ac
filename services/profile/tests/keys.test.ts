import test from 'ava';
import { z } from 'zod';
import { SigningKeyPublished, SigningKeyRetired } from '#gen/tertulia/profile/v1/session_events.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { kitMigrations } from '../../kit/database/kit-migrations.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { newId } from '../../kit/ids.ts';
import { openTempDatabase } from '../../kit/testing/temp-database.ts';
import { rotateKeys } from '../credentials/rotate-keys.ts';
import { findActiveKey, findPublicJwks } from '../store/key-store.ts';
import { profileMigrations } from '../store/migrations.ts';
import { requestId, startTestProfile } from './test-profile.ts';

const hourMs = 3_600_000;

async function openKeyContext() {
  const temporary = await openTempDatabase(profileMigrations);
  const eventLog = await openEventLog(temporary.database);
  const context = { database: temporary.database, eventLog, newId };
  const dispose = async () => {
    await eventLog[Symbol.asyncDispose]();
    await temporary[Symbol.asyncDispose]();
  };
  return { ...context, context, url: temporary.url, [Symbol.asyncDispose]: dispose };
}

const keySet = z.object({ keys: z.array(z.record(z.string(), z.string())) });

async function readKeys(response: Response): Promise<Record<string, string>[]> {
  return keySet.parse(await response.json()).keys;
}

async function readKeyIds(port: number): Promise<(string | undefined)[]> {
  return (await readKeys(await fetch(`http://127.0.0.1:${port}/.well-known/jwks.json`))).map((key) => key.kid);
}

test('the JWKS has the key that signs, and nothing private', async (t) => {
  await using profile = await startTestProfile();
  const { token } = await profile.join();
  const response = await fetch(`http://127.0.0.1:${profile.jwksPort}/.well-known/jwks.json`);
  t.is(response.headers.get('cache-control'), 'max-age=60');
  t.regex(response.headers.get('content-type') ?? '', /^application\/json/);
  const [key = {}] = await readKeys(response);
  const { kid } = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
  t.deepEqual(Object.keys(key).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  t.like(key, { kid, kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
});

test('the JWKS port serves nothing else', async (t) => {
  await using profile = await startTestProfile();
  const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${profile.jwksPort}${path}`, init);
  t.is((await at('/')).status, 404);
  t.is((await at('/.well-known/jwks.json', { method: 'POST' })).status, 404);
  t.is((await at('/.well-known/jwks.json', { method: 'HEAD' })).status, 200);
});

test('a key is told before it signs, and signs on through a restart', async (t) => {
  await using profile = await startTestProfile();
  const [published] = await profile.eventsOf(SigningKeyPublished);
  t.deepEqual([published?.payload.keyId], await readKeyIds(profile.jwksPort));
  await using replica = await startTestProfile({}, { PROFILE_DATABASE_URL: profile.databaseUrl });
  t.deepEqual(await readKeyIds(replica.jwksPort), await readKeyIds(profile.jwksPort));
});

test('a token of one replica is good at another', async (t) => {
  await using profile = await startTestProfile();
  await using replica = await startTestProfile({}, { PROFILE_DATABASE_URL: profile.databaseUrl });
  const { token } = await profile.join();
  const update = { requestId: requestId(), profile: { bio: 'x' }, updateMask: ['bio'] };
  await t.notThrowsAsync(replica.as({ token }).profiles.updateProfile(update));
});

test('keys follow each other with overlap', async (t) => {
  await using keys = await openKeyContext();
  const start = new Date('2030-01-01T00:00:00Z').getTime();
  const rotateAt = (minutes: number) => rotateKeys(keys.context, new Date(start + minutes * 60_000), hourMs);
  await rotateAt(0);
  const first = await findActiveKey(keys.database);
  await rotateAt(50);
  t.is((await findPublicJwks(keys.database)).length, 2);
  t.is((await findActiveKey(keys.database)).keyId, first.keyId);
  await rotateAt(60);
  t.not((await findActiveKey(keys.database)).keyId, first.keyId);
  t.is((await findPublicJwks(keys.database)).length, 2);
  await rotateAt(64);
  t.is((await findPublicJwks(keys.database)).length, 2);
  await rotateAt(66);
  t.is((await findPublicJwks(keys.database)).length, 1);
  const [retired] = await keys.eventLog.readSubject(first.keyId, 0n, 10).then((events) => events.slice(1));
  t.is(retired?.type, SigningKeyRetired.$type);
});

test('a retired key leaves no private half', async (t) => {
  await using keys = await openKeyContext();
  for (const minutes of [0, 50, 60, 70]) await rotateKeys(keys.context, new Date(minutes * 60_000), hourMs);
  const rows = await keys.database.all<{ private_jwk: string }>(
    "select private_jwk from key_pair where state = 'retired'",
  );
  t.deepEqual(rows, [{ private_jwk: '' }]);
});

test('replicas that rotate at the same time make one key', async (t) => {
  await using keys = await openKeyContext();
  await using database = await openDatabase({ url: keys.url, migrations: [...kitMigrations, ...profileMigrations] });
  await using eventLog = await openEventLog(database);
  const other = { database, eventLog, newId };
  for (const minutes of [0, 50, 60]) {
    const now = new Date(minutes * 60_000);
    await Promise.all([keys.context, other, keys.context, other].map((context) => rotateKeys(context, now, hourMs)));
  }
  const states = await database.all<{ state: string }>('select state from key_pair order by publish_time');
  t.deepEqual(states, [{ state: 'retiring' }, { state: 'active' }]);
});
