import { once } from 'node:events';
import { constants, createSecureServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { sharedCertificates } from '../../scripts/ca/testing/make-certificates.ts';
import type { SocketAddress } from '../options.ts';

/** Stands for a service that says it is well, and answers no other call. */
export interface BreakingBackend extends AsyncDisposable {
  readonly address: SocketAddress;
  /** How many calls it got, health checks excepted. */
  readonly broken: number;
}

/** Every call breaks the connection or, by refusal, is told that nothing of it has run (REFUSED_STREAM). */
export async function startBreaking(by: 'break' | 'refusal' = 'break'): Promise<BreakingBackend> {
  let broken = 0;
  const { certificate: cert, key, roots: ca } = (await sharedCertificates()).files('any');
  const server = createSecureServer({ cert, key, ca, requestCert: true }).on('stream', (stream, { ':path': path }) => {
    stream.on('error', () => undefined);
    if (path === '/grpc.health.v1.Health/Check') return answerServing(stream);
    broken++;
    if (by === 'refusal') stream.close(constants.NGHTTP2_REFUSED_STREAM);
    else stream.session?.destroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: { host: '127.0.0.1', port },
    get broken() {
      return broken;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
    },
  };
}

function answerServing(stream: ServerHttp2Stream): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  // One message: HealthCheckResponse { status: SERVING }.
  stream.end(Buffer.from([0, 0, 0, 0, 2, 8, 1]));
}
