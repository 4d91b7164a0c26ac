import { once } from 'node:events';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import test from 'ava';
import { makeCertificates, type TestCertificates } from '../../../../scripts/ca/testing/make-certificates.ts';
import { waitFor } from '../../testing/wait-for.ts';
import { createInternalServer } from '../http-server.ts';
import { openIdentity } from '../identity.ts';

/** Serves a word over HTTP as `profile`. */
async function startWord() {
  using resources = new DisposableStack();
  const certificates = resources.use(await makeCertificates());
  const logger = { info: () => undefined, warn: () => undefined };
  const identity = resources.use(openIdentity({ directory: certificates.directory, name: 'profile', logger }));
  const server = createInternalServer(identity, (_request, response) => response.end('word')).listen(0, '127.0.0.1');
  resources.defer(() => void server.close());
  resources.defer(() => server.closeAllConnections());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const owned = resources.move();
  return { port, certificates, [Symbol.dispose]: () => owned.dispose() };
}

/** The answer to `name`, and the serial number of the certificate that came with it. */
async function get(port: number, certificates: TestCertificates, name: string) {
  const { certificate: cert, key, roots: ca } = certificates.files(name);
  const sent = request({ port, cert, key, ca, agent: false, checkServerIdentity: () => undefined }).end();
  const [response] = await once(sent, 'response');
  const { serialNumber } = response.socket.getPeerCertificate();
  const text: string = (await response.toArray()).join('');
  return { text, serialNumber };
}

test('an internal HTTP server answers the gateway only, and takes new certificates', async (t) => {
  using server = await startWord();
  const { port, certificates } = server;
  const first = await get(port, certificates, 'envoy');
  t.is(first.text, 'word');
  await t.throwsAsync(get(port, certificates, 'posts'), { code: 'ECONNRESET' });
  await certificates.renew(3_600_000);
  await waitFor(async () => (await get(port, certificates, 'envoy')).serialNumber !== first.serialNumber);
  t.is((await get(port, certificates, 'envoy')).text, 'word');
});
