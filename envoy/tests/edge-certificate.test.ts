import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { type ClientHttp2Session, connect } from 'node:http2';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import test from 'ava';
import { makeTempDir } from '../../services/kit/testing/temp-dir.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import type { EdgeTls } from '../options.ts';
import { writeSelfSigned } from '../testing/self-signed.ts';
import type { RunningEnvoy } from '../testing/start-envoy.ts';
import { startMesh } from '../testing/start-mesh.ts';
import { readEdgePair, writeEdgeSecret } from '../tls/edge-certificate.ts';

/** Folders with a pair each, in one that goes when it is disposed. */
async function makePairs<Names extends string>(...names: Names[]) {
  const directory = await makeTempDir();
  const pairs = names.map((name) => [name, writeSelfSigned(join(directory.path), name)] as const);
  return {
    ...(Object.fromEntries(pairs) as Record<Names, EdgeTls>),
    path: directory.path,
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
}

const fingerprintOf = ({ certificatePath }: EdgeTls) =>
  new X509Certificate(readFileSync(certificatePath)).fingerprint256;

/** Of the certificate that a new connection is shown. */
async function readShown({ edgeUrl }: RunningEnvoy): Promise<string> {
  const { hostname, port } = new URL(edgeUrl);
  const socket = connectTls({ host: hostname, port: Number(port), rejectUnauthorized: false });
  try {
    await once(socket, 'secureConnect');
    return socket.getPeerCertificate().fingerprint256;
  } finally {
    socket.destroy();
  }
}

/** The gRPC status of an empty call on an open connection. */
async function call(session: ClientHttp2Session): Promise<unknown> {
  const stream = session.request({
    ':method': 'POST',
    ':path': '/tertulia.posts.v1.PostService/GetPost',
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  stream.end(Buffer.alloc(5)).resume();
  const [trailers] = await once(stream, 'trailers');
  return trailers['grpc-status'];
}

const open = ({ edgeUrl }: RunningEnvoy) => connect(edgeUrl.replace('http:', 'https:'), { rejectUnauthorized: false });

test.serial('a renewed certificate is shown to who comes next, and calls go on over what is open', async (t) => {
  await using pairs = await makePairs('former', 'renewed');
  await using mesh = await startMesh({ edgeTls: pairs.former });
  const session = open(mesh.envoy);
  const statuses = new Set<unknown>();
  let calling = true;
  const calls = (async () => {
    while (calling) statuses.add(await call(session));
  })();
  t.is(await readShown(mesh.envoy), fingerprintOf(pairs.former));
  t.true(writeEdgeSecret(readEdgePair(pairs.renewed), mesh.envoy.secretsDir));
  await waitFor(async () => (await readShown(mesh.envoy)) === fingerprintOf(pairs.renewed));
  calling = false;
  await calls;
  t.is(await call(session), '0');
  t.deepEqual([...statuses], ['0']);
  session.destroy();
});

test.serial('what Envoy cannot use leaves the former certificate in force, and it says so', async (t) => {
  await using pairs = await makePairs('former', 'other', 'next');
  await using mesh = await startMesh({ edgeTls: pairs.former });
  const mixed = { ...readEdgePair(pairs.other), key: readEdgePair(pairs.former).key };
  writeEdgeSecret(mixed, mesh.envoy.secretsDir);
  await waitFor(() => /rejected: .*KEY_VALUES_MISMATCH/.test(mesh.envoy.readLog()));
  t.is(await readShown(mesh.envoy), fingerprintOf(pairs.former));
  const torn = join(pairs.path, 'torn');
  writeFileSync(torn, '{"resources": [{"@ty');
  renameSync(torn, join(mesh.envoy.secretsDir, 'edge.json'));
  await waitFor(() => /edge\.json/.test(mesh.envoy.readLog()));
  t.is(await readShown(mesh.envoy), fingerprintOf(pairs.former));
  writeEdgeSecret(readEdgePair(pairs.next), mesh.envoy.secretsDir);
  await waitFor(async () => (await readShown(mesh.envoy)) === fingerprintOf(pairs.next));
  t.pass();
});

test('every fault of a certificate and its key is named', async (t) => {
  await using pairs = await makePairs('one', 'two');
  const mixed = { certificatePath: pairs.one.certificatePath, keyPath: pairs.two.keyPath };
  t.throws(() => readEdgePair(mixed), { message: /two\.key\.pem is not the key of .*one\.pem/ });
  t.throws(() => readEdgePair(pairs.one, new Date(Date.now() + 25 * 3_600_000)), { message: /one\.pem has expired/ });
  const error = t.throws(() => readEdgePair({ certificatePath: '/nowhere/a.pem', keyPath: pairs.one.certificatePath }));
  t.regex(error?.message ?? '', /\/nowhere\/a\.pem: ENOENT[^\n]*\n.*one\.pem: /);
  const weak = join(pairs.path, 'weak.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(weak, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  t.throws(() => readEdgePair({ ...pairs.one, keyPath: weak }), { message: /weak\.pem must be an RSA key/ });
});

test('the key is for its owner only, and what has not changed is not written again', async (t) => {
  await using pairs = await makePairs('one');
  const folder = join(pairs.path, 'secrets');
  const pair = readEdgePair(pairs.one);
  t.deepEqual([...pair.names], ['localhost']);
  t.true(writeEdgeSecret(pair, folder));
  t.false(writeEdgeSecret(pair, folder));
  t.is(statSync(join(folder, 'edge.json')).mode & 0o777, 0o600);
  t.is(statSync(folder).mode & 0o777, 0o700);
});
