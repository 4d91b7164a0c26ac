import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import test from 'ava';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { SessionEnded } from '#gen/tertulia/profile/v1/session_events.ts';
import type { Call } from '../../kit/call.ts';
import { startConsumer } from '../../kit/events/consumer.ts';
import { newId } from '../../kit/ids.ts';
import { startServer } from '../../kit/server.ts';
import { connect } from '../../kit/testing/connect.ts';
import { startEventSource } from '../../kit/testing/event-source.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { keepLogLines } from '../../kit/testing/log-lines.ts';
import { silentLogger } from '../../kit/testing/silent-logger.ts';
import { openTempDatabase } from '../../kit/testing/temp-database.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { emptyTimeline } from '../../kit/tests/start-timeline.ts';
import { identityHandlers } from '../identity-handlers.ts';
import { identityMigrations } from '../identity-migrations.ts';
import { addEndedSession, putKey } from '../identity-store.ts';
import { createTokenIssuer } from '../testing/token-issuer.ts';
import { createTokenVerifier } from '../token-verifier.ts';

const accountId = newId();

/** A consumer that is told when the test says so. */
function handDriven() {
  const listeners = new Set<(position: bigint) => void>();
  const onAdvance = (listener: (position: bigint) => void) => {
    listeners.add(listener);
    return { [Symbol.dispose]: () => listeners.delete(listener) };
  };
  const advance = () => {
    for (const listener of listeners) listener(1n);
  };
  return { onAdvance, advance };
}

/** An issuer whose key the test puts into the database itself. */
const makeIssuer = () => createTokenIssuer({ append: async () => 1n });

test('a key that was committed a moment ago is found before the consumer tells of it', async (t) => {
  await using temp = await openTempDatabase(identityMigrations);
  const verifier = createTokenVerifier({ database: temp.database, consumer: handDriven(), logger: silentLogger });
  const issuer = await makeIssuer();
  const token = await issuer.issue({ accountId });
  await t.throwsAsync(verifier.verify(token), { name: 'Unavailable' });
  await temp.database.write((tx) => putKey(tx, issuer.keyId, issuer.publicJwk));
  t.like(await verifier.verify(token), { accountId });
});

test('what another replica of the service applied counts here within one advance', async (t) => {
  await using temp = await openTempDatabase(identityMigrations);
  const { database } = temp;
  const consumer = handDriven();
  const verifier = createTokenVerifier({ database, consumer, logger: silentLogger });
  const issuer = await makeIssuer();
  await database.write((tx) => putKey(tx, issuer.keyId, issuer.publicJwk));
  const token = await issuer.issue({ accountId, sessionId: 's1' });
  await verifier.verify(token);
  const told: string[] = [];
  using _listening = verifier.onSessionEnded((sessionId) => told.push(sessionId));
  const forgetTime = Date.now() + 60_000;
  await database.write((tx) => addEndedSession(tx, { sessionId: 's1', accountId, forgetTime }, Date.now()));
  consumer.advance();
  consumer.advance();
  await waitFor(() => told.length > 0);
  consumer.advance();
  await t.throwsAsync(verifier.verify(token), { name: 'SessionHasEnded' });
  t.deepEqual(told, ['s1']);
});

test('an ended session is forgotten when its last token has expired', async (t) => {
  await using temp = await openTempDatabase(identityMigrations);
  const end = (sessionId: string, forgetTime: number, now: number) =>
    temp.database.write((tx) => addEndedSession(tx, { sessionId, accountId, forgetTime }, now));
  await end('first', 1_000, 0);
  await end('first', 1_000, 0);
  await end('second', 3_000, 2_000);
  await end('long ago', 1_500, 2_000);
  const rows = await temp.database.all<{ session_id: string }>('select session_id from ended_session');
  t.deepEqual(rows, [{ session_id: 'second' }]);
});

test('a key that is none does not keep the others from being used', async (t) => {
  await using temp = await openTempDatabase(identityMigrations);
  const { logger, lines } = keepLogLines();
  const verifier = createTokenVerifier({ database: temp.database, consumer: handDriven(), logger });
  const issuer = await makeIssuer();
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await temp.database.write(async (tx) => {
    await putKey(tx, '1', 'not JSON');
    await putKey(tx, '2', JSON.stringify(publicKey.export({ format: 'jwk' })));
    await putKey(tx, issuer.keyId, issuer.publicJwk);
  });
  t.like(await verifier.verify(await issuer.issue({ accountId })), { accountId });
  t.is(lines.length, 2);
});

test('an open stream ends within a second of its session, through the log', async (t) => {
  await using resources = new AsyncDisposableStack();
  const source = resources.use(await startEventSource({ name: 'profile' }));
  const { database } = resources.use(await openTempDatabase(identityMigrations));
  const subscribe: typeof source.log.subscribe = (...args) => source.log.subscribe(...args);
  const handlers = identityHandlers();
  const logger = silentLogger;
  const consumer = resources.use(startConsumer({ database, name: 'profile', subscribe, handlers, logger }));
  const verifyToken = createTokenVerifier({ database, consumer, logger });
  async function* watchHome(_request: unknown, call: Call) {
    yield { cursor: '1' };
    await once(call.signal, 'abort');
  }
  const timeline = { ...emptyTimeline, watchHome };
  const services = [[TimelineServiceDefinition, timeline]] as const;
  const server = resources.use(
    await startServer({ name: 'posts', host: '127.0.0.1', port: 0, services, verifyToken, logger }),
  );
  const token = await (await createTokenIssuer(source)).issue({ accountId, sessionId: 's1' });
  const client = resources.use(connect(TimelineServiceDefinition, server, { token }));
  await waitFor(() => client.listHomeTimeline({}));
  const stream = client.watchHome({})[Symbol.asyncIterator]();
  await stream.next();
  const ending = expectStatus(t, stream.next(), 'UNAUTHENTICATED', 'SESSION_ENDED');
  const start = performance.now();
  await source.append(accountId, SessionEnded, { sessionId: 's1', accountId });
  await ending;
  t.true(performance.now() - start < 1_000);
});
