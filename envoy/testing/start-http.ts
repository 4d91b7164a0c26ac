import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { sharedCertificates } from '../../scripts/ca/testing/make-certificates.ts';
import type { SocketAddress } from '../options.ts';

/** An HTTP/1.1 server, over TLS, on a free port of loopback. */
export interface HttpServer extends AsyncDisposable {
  readonly address: SocketAddress;
}

export async function startHttp(listener: RequestListener): Promise<HttpServer> {
  const { certificate: cert, key, roots: ca } = (await sharedCertificates()).files('any');
  const server = createServer({ cert, key, ca, requestCert: true }, listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: { host: '127.0.0.1', port },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
