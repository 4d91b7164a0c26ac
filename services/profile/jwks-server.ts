import { once } from 'node:events';
import type { Database } from '../kit/database/database.ts';
import type { Logger } from '../kit/logger.ts';
import { createInternalServer } from '../kit/tls/http-server.ts';
import type { Identity } from '../kit/tls/identity.ts';
import { requireLoopback } from '../kit/tls/plaintext.ts';
import { findPublicJwks } from './store/key-store.ts';

/** Serves the public signing keys over HTTP, for whoever checks tokens without reading the log: Envoy. */
export interface JwksServer extends AsyncDisposable {
  readonly port: number;
}

export interface JwksServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Who serves. Without it the host must be loopback. */
  readonly identity: Identity | undefined;
  readonly database: Database;
  readonly logger: Logger;
}

const path = '/.well-known/jwks.json';
/** A key is published minutes before it signs, so an old copy of this age knows every key that signs. */
const maxAgeSeconds = 60;

/** Starts to serve a JWK Set (RFC 7517 §5) at `/.well-known/jwks.json`. Everything else is 404. */
export async function startJwksServer({
  host,
  port,
  identity,
  database,
  logger,
}: JwksServerOptions): Promise<JwksServer> {
  if (identity === undefined) requireLoopback(host);
  const server = createInternalServer(identity, async (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || request.url?.split('?')[0] !== path) return void response.writeHead(404).end();
    try {
      const headers = { 'content-type': 'application/json', 'cache-control': `max-age=${maxAgeSeconds}` };
      const body = await readKeySet(database);
      response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
    } catch (error) {
      logger.error({ err: error }, 'the signing keys could not be read');
      response.writeHead(503).end();
    }
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(`cannot listen on ${host}:${port} for the JWKS`, { cause });
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the JWKS server has no port');
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readKeySet(database: Database): Promise<string> {
  return `{"keys":[${(await findPublicJwks(database)).join(',')}]}`;
}
