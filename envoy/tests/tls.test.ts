import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:http2';
import { get } from 'node:https';
import { connect as connectTls, type SecureVersion } from 'node:tls';
import test from 'ava';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { makeBootstrap } from '../bootstrap.ts';
import { exampleOptions } from '../testing/example-options.ts';
import { writeSelfSigned } from '../testing/self-signed.ts';
import { startMesh, type TestMesh } from '../testing/start-mesh.ts';

let mesh: TestMesh;
let url: URL;
let ca: Buffer;

test.before(async () => {
  await using directory = await makeTempDir();
  const edgeTls = writeSelfSigned(directory.path);
  ca = readFileSync(edgeTls.certificatePath);
  mesh = await startMesh({ edgeTls });
  url = new URL(mesh.envoy.edgeUrl.replace('http:', 'https:'));
});
test.after.always(() => mesh?.[Symbol.asyncDispose]());

async function ask(path: string): Promise<IncomingMessage> {
  const [response] = await once(get(new URL(path, url), { ca }), 'response');
  return (response as IncomingMessage).resume();
}

test('the web client comes over TLS, and the browser is told to keep to it', async (t) => {
  const { statusCode, headers } = await ask('/');
  t.is(statusCode, 200);
  t.is(headers['strict-transport-security'], 'max-age=31536000');
});

test('HTTP/2 is agreed on by ALPN, and RPCs work over it', async (t) => {
  const session = connect(url, { ca });
  await once(session, 'connect');
  t.is(session.alpnProtocol, 'h2');
  const stream = session.request({
    ':method': 'POST',
    ':path': '/tertulia.posts.v1.PostService/GetPost',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  stream.end(Buffer.from([0, 0, 0, 0, 0])).resume();
  const [trailers] = await once(stream, 'trailers');
  t.is(trailers['grpc-status'], '0');
  session.destroy();
});

async function agreedVersion(maxVersion: SecureVersion): Promise<string | null> {
  const socket = connectTls({ port: Number(url.port), host: url.hostname, ca, minVersion: 'TLSv1.1', maxVersion });
  try {
    await once(socket, 'secureConnect');
    return socket.getProtocol();
  } catch {
    return null;
  } finally {
    socket.destroy();
  }
}

test('TLS 1.2 and 1.3 are spoken, older ones are not', async (t) => {
  t.is(await agreedVersion('TLSv1.3'), 'TLSv1.3');
  t.is(await agreedVersion('TLSv1.2'), 'TLSv1.2');
  t.is(await agreedVersion('TLSv1.1'), null);
});

test('who speaks plain text gets nothing', async (t) => {
  await t.throwsAsync(fetch(mesh.envoy.edgeUrl));
});

const elsewhere = {
  ...exampleOptions,
  addresses: { ...exampleOptions.addresses, edge: { host: '0.0.0.0', port: 8080 } },
};

test('plain text is for loopback only, unless it is asked for', (t) => {
  t.throws(() => makeBootstrap(elsewhere), { message: /edge: 0\.0\.0\.0 is not loopback.*edgeTls.*allowPlaintext/ });
  t.notThrows(() => makeBootstrap({ ...elsewhere, allowPlaintext: true }));
  t.notThrows(() => makeBootstrap({ ...elsewhere, edgeTls: { certificatePath: 'a', keyPath: 'b' } }));
  for (const host of ['127.0.0.1', '::1', '127.9.9.9', 'localhost']) {
    const addresses = { ...exampleOptions.addresses, edge: { host, port: 8080 } };
    t.notThrows(() => makeBootstrap({ ...exampleOptions, addresses }));
  }
  for (const host of ['::', '10.0.0.1', 'example.com', '127.0.0.1.example.com', '0127.0.0.1', '::ffff:10.0.0.1']) {
    const addresses = { ...exampleOptions.addresses, edge: { host, port: 8080 } };
    t.throws(() => makeBootstrap({ ...exampleOptions, addresses }), undefined, host);
  }
});

test('the admin interface is for loopback only, whatever is asked for', (t) => {
  const addresses = { ...exampleOptions.addresses, admin: { host: '0.0.0.0', port: 8082 } };
  t.throws(() => makeBootstrap({ ...exampleOptions, addresses, allowPlaintext: true }), {
    message: /admin: 0\.0\.0\.0/,
  });
});
