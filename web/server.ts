import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { createInternalServer } from '../services/kit/tls/http-server.ts';
import { openIdentity } from '../services/kit/tls/identity.ts';
import { requireLoopback } from '../services/kit/tls/plaintext.ts';
import { meshReportPath, openMeshEndpoint } from './mesh/mesh-endpoint.ts';
import { isAppPath } from './src/app/routes.ts';

const dist = join(import.meta.dirname, 'dist');
const { WEB_HOST: host = '127.0.0.1', WEB_PORT: port = '0', TERTULIA_TLS_DIR: tlsDir } = process.env;

const securityHeaders = {
  'content-security-policy':
    "default-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

const say = (fields: object, message: string) => console.error(message, JSON.stringify(fields));
const identity = openIdentity({ directory: tlsDir || undefined, name: 'web', logger: { info: say, warn: say } });
if (identity === undefined) requireLoopback(host);
const page = readPage();
const serveFile = sirv(dist, {
  etag: true,
  gzip: true,
  brotli: true,
  // Names of built assets carry a hash of their content; every other file may change with the next build.
  setHeaders: (response, path) =>
    response.setHeader(
      'cache-control',
      path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ),
});

const meshEndpoint = openMeshEndpoint(process.env, identity);

const server = createInternalServer(identity, (request, response) => {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response);
  else if (path === '/healthz') send(request, response, 200, 'text/plain; charset=utf-8', 'ok\n');
  else if (path === meshReportPath && meshEndpoint !== undefined) void meshEndpoint(request, response);
  else if (isAppPath(path)) sendPage(request, response, 200);
  else serveFile(request, response, () => sendPage(request, response, 404));
});

server.listen(Number(port), host, () => {
  const address = server.address();
  console.log(
    `web: ${identity === undefined ? 'http' : 'https'}://${host}:${typeof address === 'object' ? address?.port : address}`,
  );
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);

/** The client itself: it shows the page of the address, or that there is none. */
function sendPage(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.setHeader('cache-control', 'no-cache');
  send(request, response, status, 'text/html; charset=utf-8', page);
}

function send(request: IncomingMessage, response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function refuse(response: ServerResponse): void {
  response.writeHead(405, { allow: 'GET, HEAD' }).end();
}

/** Answers what has been asked, then ends; idle connections are closed at once. */
function stop(): void {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
}

function readPage(): string {
  try {
    return readFileSync(join(dist, 'index.html'), 'utf8');
  } catch {
    console.error('The web client is not built: run ./scripts/setup --web');
    process.exit(1);
  }
}
