import { once } from 'node:events';
import { connect } from 'node:tls';
import test from 'ava';
import { callNative } from '../../../../envoy/testing/call-native.ts';
import { makeCertificates } from '../../../../scripts/ca/testing/make-certificates.ts';
import { readPeer } from '../../../../scripts/ca/testing/read-peer.ts';
import { startServer } from '../../server.ts';
import { noTokens } from '../../testing/no-tokens.ts';
import { silentLogger } from '../../testing/silent-logger.ts';
import { startLog, startPing } from './start-ping.ts';

const ping = '/tertulia.mesh.v1.PingService/Ping';
const subscribe = '/tertulia.events.v1.EventLogService/Subscribe';
const token = 'ana.s1';

test('a service answers the gateway', async (t) => {
  await using server = await startPing();
  const as = server.certificates.files('envoy');
  t.is((await callNative(server.url, ping, { as, token })).status, 'OK');
  t.is((await callNative(server.url, '/grpc.health.v1.Health/Check', { as })).status, 'OK');
  t.is((await readPeer(server.port, as)).protocol, 'TLSv1.3');
});

test('a service refuses every other name that its CA has signed, its own included', async (t) => {
  await using server = await startPing();
  const two = await server.certificates.add('two', ['spiffe://tertulia/envoy', 'spiffe://tertulia/posts']);
  const foreign = await server.certificates.add('foreign', ['spiffe://elsewhere/envoy']);
  const others = ['posts', 'comments', 'web'].map((name) => server.certificates.files(name));
  for (const as of [...others, two, foreign]) {
    for (const path of [ping, '/grpc.health.v1.Health/Check']) {
      t.is((await callNative(server.url, path, { as, token })).status, 'PERMISSION_DENIED');
    }
  }
});

test('a service knows its callers by trust domain and name, as the gateway read them from a certificate', async (t) => {
  await using server = await startLog();
  const as = server.certificates.files('envoy');
  const from = (caller: string) => ({ as, headers: { 'x-tertulia-service': caller } });
  t.is((await callNative(server.url, subscribe, from('spiffe://tertulia/posts'))).status, 'OK');
  for (const caller of ['posts', 'spiffe://elsewhere/posts', 'spiffe://tertulia/ns/posts', 'edge', '']) {
    t.is((await callNative(server.url, subscribe, from(caller))).status, 'PERMISSION_DENIED', caller);
  }
});

test("a service hangs up on another CA's gateway, on one without a certificate, and on plaintext", async (t) => {
  await using server = await startPing();
  using others = await makeCertificates();
  const { roots } = server.certificates.files('envoy');
  t.is((await callNative(server.url, ping, { as: { ...others.files('envoy'), roots } })).status, 'UNAVAILABLE');
  t.is((await callNative(server.url.replace('https', 'http'), ping)).status, 'UNAVAILABLE');
  const socket = connect({ port: server.port, ca: roots, ALPNProtocols: ['h2'], checkServerIdentity: () => undefined });
  const [error] = (await once(socket.resume(), 'error')) as [NodeJS.ErrnoException];
  t.is(error.code, 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');
});

test('nothing below TLS 1.3 is spoken', async (t) => {
  await using server = await startPing();
  const { certificate: cert, key, roots: ca } = server.certificates.files('envoy');
  const socket = connect({ port: server.port, cert, key, ca, maxVersion: 'TLSv1.2' });
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  t.is(error.code, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
});

test('without certificates a server listens on loopback only', async (t) => {
  const options = { name: 'posts', port: 0, services: [], verifyToken: noTokens, logger: silentLogger };
  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'localhost.example.com']) {
    await t.throwsAsync(startServer({ ...options, host }), { message: /set TERTULIA_TLS_DIR/ }, host);
  }
});
