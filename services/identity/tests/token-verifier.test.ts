import test from 'ava';
import { base64url, SignJWT } from 'jose';
import { SessionEnded, SigningKeyRetired } from '#gen/tertulia/profile/v1/session_events.ts';
import type { Database } from '../../kit/database/database.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { startConsumer } from '../../kit/events/consumer.ts';
import { newId } from '../../kit/ids.ts';
import { type EventSource, startEventSource } from '../../kit/testing/event-source.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import { openTempDatabase } from '../../kit/testing/temp-database.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import type { TokenVerifier } from '../../kit/token-verifier.ts';
import { identityHandlers } from '../identity-handlers.ts';
import { identityMigrations } from '../identity-migrations.ts';
import { createTokenIssuer } from '../testing/token-issuer.ts';
import { createTokenVerifier } from '../token-verifier.ts';

const accountId = newId();

function follow(database: Database, source: EventSource) {
  const subscribe: EventSource['log']['subscribe'] = (...args) => source.log.subscribe(...args);
  return startConsumer({ database, name: 'profile', subscribe, handlers: identityHandlers(), logger: silentLogger });
}

async function startVerifier() {
  await using resources = new AsyncDisposableStack();
  const source = resources.use(await startEventSource({ name: 'profile' }));
  const temp = resources.use(await openTempDatabase(identityMigrations));
  const consumer = resources.use(follow(temp.database, source));
  const verifier = createTokenVerifier({ database: temp.database, consumer, logger: silentLogger });
  const issuer = await createTokenIssuer(source);
  await caughtUp(verifier, await issuer.issue({ accountId }));
  const owned = resources.move();
  return { source, issuer, verifier, temp, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

const isGood = (verifier: TokenVerifier, token: string) =>
  verifier.verify(token).then(
    () => true,
    () => false,
  );

async function caughtUp(verifier: TokenVerifier, token: string): Promise<void> {
  await waitFor(() => isGood(verifier, token));
}

test('a good token says whose it is', async (t) => {
  await using scene = await startVerifier();
  const token = await scene.issuer.issue({ accountId, sessionId: 'session' });
  t.like(await scene.verifier.verify(token), { accountId, sessionId: 'session' });
});

test('every kind of bad token is refused alike', async (t) => {
  await using scene = await startVerifier();
  const { issuer, verifier } = scene;
  const now = Math.floor(Date.now() / 1_000);
  const good = await issuer.issue({ accountId });
  const [header, payload, signature] = good.split('.') as [string, string, string];
  const encode = (value: object) => base64url.encode(JSON.stringify(value));
  const none = encode({ alg: 'none', typ: 'at+jwt', kid: issuer.keyId });
  const publicBytes = new TextEncoder().encode(issuer.publicJwk);
  const keyAsSecret = new SignJWT({
    sid: 's',
    sub: accountId,
    iss: 'tertulia',
    aud: 'tertulia',
    iat: now,
    exp: now + 60,
  });
  const bad = {
    expired: await issuer.issue({ accountId }, { iat: now - 400, exp: now - 100 }),
    withoutExpiry: await issuer.issue({ accountId }, { exp: undefined } as object),
    expiryZero: await issuer.issue({ accountId }, { exp: 0 }),
    tooLong: await issuer.issue({ accountId }, { exp: now + 3_600 }),
    old: await issuer.issue({ accountId }, { iat: now - 1_000, exp: now + 60 }),
    ofTheFuture: await issuer.issue({ accountId }, { iat: now + 600, exp: now + 700 }),
    notYet: await issuer.issue({ accountId }, { nbf: now + 600 }),
    wrongIssuer: await issuer.issue({ accountId }, { iss: 'another' }),
    wrongAudience: await issuer.issue({ accountId }, { aud: 'another' }),
    wrongType: await issuer.issue({ accountId }, {}, { typ: 'JWT' }),
    unknownKey: await issuer.issue({ accountId }, {}, { kid: newId() }),
    withoutSubject: await issuer.issue({ accountId: '' }),
    withoutSession: await issuer.issue({ accountId, sessionId: '' }),
    algorithmNone: `${none}.${payload}.`,
    algorithmNoneSigned: `${none}.${payload}.${signature}`,
    publicKeyAsSecret: await keyAsSecret
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: issuer.keyId })
      .sign(publicBytes),
    tampered: `${header}.${encode({ ...JSON.parse(atob(payload)), sub: newId() })}.${signature}`,
    withoutSignature: `${header}.${payload}.`,
    refreshToken: `${newId()}.3.${signature}`,
    nonsense: 'nonsense',
    empty: '',
  };
  for (const [kind, token] of Object.entries(bad)) {
    await t.throwsAsync(
      verifier.verify(token),
      { name: 'TokenInvalid', message: 'the access token is not valid' },
      kind,
    );
  }
  t.true(await isGood(verifier, good));
});

test('a session that ends is refused at once, and told of', async (t) => {
  await using scene = await startVerifier();
  const told: string[] = [];
  using _listening = scene.verifier.onSessionEnded((sessionId) => told.push(sessionId));
  const token = await scene.issuer.issue({ accountId, sessionId: 'session' });
  t.true(await isGood(scene.verifier, token));
  const lastTokenExpireTime = new Date(Date.now() + 300_000);
  await scene.source.append(accountId, SessionEnded, { accountId, sessionId: 'session', lastTokenExpireTime });
  await waitFor(() => told.length > 0);
  t.deepEqual(told, ['session']);
  await t.throwsAsync(scene.verifier.verify(token), { name: 'SessionHasEnded' });
});

test('a key that is retired signs no more', async (t) => {
  await using scene = await startVerifier();
  await scene.source.append(scene.issuer.keyId, SigningKeyRetired, { keyId: scene.issuer.keyId });
  await waitFor(async () => !(await isGood(scene.verifier, await scene.issuer.issue({ accountId }))));
  t.pass();
});

test('a service that starts while profile is down knows the keys and the ended sessions', async (t) => {
  await using scene = await startVerifier();
  await scene.source.append(accountId, SessionEnded, { accountId, sessionId: 'ended', lastTokenExpireTime: undefined });
  const ended = await scene.issuer.issue({ accountId, sessionId: 'ended' });
  await waitFor(async () => !(await isGood(scene.verifier, ended)));
  await using database = await openDatabase({ url: scene.temp.url, migrations: [] });
  const subscribe = () => {
    throw new Error('profile is down');
  };
  await using consumer = startConsumer({ database, name: 'profile', subscribe, handlers: [], logger: silentLogger });
  const verifier = createTokenVerifier({ database, consumer, logger: silentLogger });
  t.like(await verifier.verify(await scene.issuer.issue({ accountId })), { accountId });
  await t.throwsAsync(verifier.verify(ended), { name: 'SessionHasEnded' });
});

test('a service that has heard of no key yet is unavailable, and does not call a good token bad', async (t) => {
  await using source = await startEventSource({ name: 'profile' });
  await using temp = await openTempDatabase(identityMigrations);
  await using consumer = follow(temp.database, source);
  const verifier = createTokenVerifier({ database: temp.database, consumer, logger: silentLogger });
  await using elsewhere = await startEventSource({ name: 'profile' });
  const issuer = await createTokenIssuer(elsewhere);
  await t.throwsAsync(verifier.verify(await issuer.issue({ accountId })), { name: 'Unavailable' });
});
