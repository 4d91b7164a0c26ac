import { makeCertificates } from '../../../../scripts/ca/testing/make-certificates.ts';
import { startServer } from '../../server.ts';
import { fixedTokens } from '../../testing/fixed-tokens.ts';
import { keepLogLines } from '../../testing/log-lines.ts';
import { openIdentity } from '../identity.ts';

/** A server with nothing but PingService that shows the certificate of `name`, and the folder it has it from. */
export async function startPing(name = 'posts') {
  await using resources = new AsyncDisposableStack();
  const certificates = resources.use(await makeCertificates());
  const { logger, lines } = keepLogLines();
  const identity = resources.use(openIdentity({ directory: certificates.directory, name, logger }));
  const options = { name, host: '127.0.0.1', port: 0, services: [], verifyToken: fixedTokens(), logger };
  const { port } = resources.use(await startServer({ ...options, identity }));
  const owned = resources.move();
  const url = `https://127.0.0.1:${port}`;
  return { url, port, certificates, lines, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
