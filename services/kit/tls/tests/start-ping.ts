import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { makeCertificates } from '../../../../scripts/ca/testing/make-certificates.ts';
import { startServer } from '../../server.ts';
import { fixedTokens } from '../../testing/fixed-tokens.ts';
import { keepLogLines } from '../../testing/log-lines.ts';
import { openIdentity } from '../identity.ts';

type OneMessageLog = { subscribe(): AsyncGenerator<object, void> };

async function* subscribe() {
  yield {};
}

/** A server with nothing but PingService that shows the certificate of `name`, and the folder it has it from. */
export const startPing = (name = 'posts') => start(name, []);

/** The same with an RPC for services: an event log, of one message. */
export const startLog = (name = 'profile') => start(name, [[EventLogServiceDefinition, { subscribe }]]);

async function start(name: string, services: readonly (readonly [typeof EventLogServiceDefinition, OneMessageLog])[]) {
  await using resources = new AsyncDisposableStack();
  const certificates = resources.use(await makeCertificates());
  const { logger, lines } = keepLogLines();
  const identity = resources.use(openIdentity({ directory: certificates.directory, name, logger }));
  const options = { name, host: '127.0.0.1', port: 0, services, verifyToken: fixedTokens(), logger };
  const { port } = resources.use(await startServer({ ...options, identity }));
  const owned = resources.move();
  const url = `https://127.0.0.1:${port}`;
  return { url, port, certificates, lines, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
