import type { RequestListener, Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { createHttpServer } from '../http.ts';
import type { Identity } from './identity.ts';
import { mutualTls, secureContextOptions } from './server-credentials.ts';
import { gatewayName, nameOfPeer } from './spiffe.ts';

/**
 * How long a connection without a request is kept, in milliseconds: longer than the gateway keeps it
 * (`envoy/clusters/http-cluster.ts`).
 */
const keepAliveTimeout = 120_000;

/**
 * An HTTP server inside the mesh. With an identity it speaks TLS, and closes every connection that is not the
 * gateway's; without one it speaks plaintext, and belongs on loopback.
 */
export function createInternalServer(identity: Identity | undefined, listener: RequestListener): Server {
  if (identity === undefined) return createHttpServer({ keepAliveTimeout }, listener);
  const server = createTlsServer(
    { ...mutualTls, ...secureContextOptions(identity.current()), keepAliveTimeout },
    listener,
  );
  server.prependListener('secureConnection', (socket: TLSSocket) => {
    if (nameOfPeer(socket.getPeerX509Certificate()?.subjectAltName) !== gatewayName) socket.destroy();
  });
  const listening = identity.onChange((files) => server.setSecureContext(secureContextOptions(files)));
  server.once('close', () => listening[Symbol.dispose]());
  return server;
}
