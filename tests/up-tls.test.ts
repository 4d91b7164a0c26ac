import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, readFileSync, statSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { join } from 'node:path';
import { connect } from 'node:tls';
import test from 'ava';
import { writeSelfSigned } from '../envoy/testing/self-signed.ts';
import { findFreePort } from '../scripts/run/ports.ts';
import { makeTempDir } from '../services/kit/testing/temp-dir.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { runScript } from './run-script.ts';

type Files = ReturnType<typeof writeSelfSigned>;

/** Of the certificate that a new connection is shown. */
async function readShown(port: number): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  try {
    await once(socket, 'secureConnect');
    return socket.getPeerCertificate().fingerprint256;
  } finally {
    socket.destroy();
  }
}

const fingerprintOf = ({ certificatePath }: Files) => new X509Certificate(readFileSync(certificatePath)).fingerprint256;

test('with a certificate it speaks TLS, and takes up a renewed one that is only written over it', async (t) => {
  await using folder = await makeTempDir();
  const dataDir = join(folder.path, 'data');
  const [former, renewed] = ['former', 'renewed'].map((name) => writeSelfSigned(folder.path, name)) as [Files, Files];
  const ca = readFileSync(former.certificatePath);
  const before = fingerprintOf(former);
  const port = await findFreePort();
  await using stack = new AsyncDisposableStack();
  stack.defer(async () => void (await runScript('down', ['--data', dataDir])));
  const tls = ['--certificate', former.certificatePath, '--key', former.keyPath];
  const up = await runScript('up', ['--data', dataDir, '--port', `${port}`, '--host', '0.0.0.0', ...tls, '--detach']);
  t.is(up.code, 0, up.stderr);
  t.true(up.stdout.includes(`Tertulia is at https://localhost:${port}\n`), up.stdout);

  const session = connectHttp2(`https://localhost:${port}`, { ca });
  stack.defer(() => session.destroy());
  const page = session.request({ ':path': '/' });
  const [headers] = await once(page.resume(), 'response');
  t.is(headers[':status'], 200);
  t.is(headers['strict-transport-security'], 'max-age=31536000');
  t.is(await readShown(port), before);
  t.is(statSync(join(dataDir, 'run/secrets/edge.json')).mode & 0o777, 0o600);

  copyFileSync(renewed.keyPath, former.keyPath);
  copyFileSync(renewed.certificatePath, former.certificatePath);
  await waitFor(async () => (await readShown(port)) === fingerprintOf(renewed), { timeoutMs: 30_000 });
  t.not(await readShown(port), before);
  t.false(session.closed);
});
