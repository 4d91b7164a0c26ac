import { X509Certificate } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { callNative } from '../../../../envoy/testing/call-native.ts';
import { makeCertificates } from '../../../../scripts/ca/testing/make-certificates.ts';
import { readPeer } from '../../../../scripts/ca/testing/read-peer.ts';
import { keepLogLines } from '../../testing/log-lines.ts';
import { waitFor } from '../../testing/wait-for.ts';
import { openIdentity } from '../identity.ts';
import { startPing } from './start-ping.ts';

const ping = '/tertulia.mesh.v1.PingService/Ping';
const token = 'ana.s1';

test('a new certificate is shown without a restart, and told in the log', async (t) => {
  await using server = await startPing();
  const before = await readPeer(server.port, server.certificates.files('envoy'));
  await server.certificates.renew(3_600_000);
  const { serialNumber } = new X509Certificate(server.certificates.files('posts').certificate);
  t.not(serialNumber, before.serialNumber);
  const envoy = server.certificates.files('envoy');
  await waitFor(async () => (await readPeer(server.port, envoy)).serialNumber === serialNumber);
  t.is((await callNative(server.url, ping, { as: envoy, token })).status, 'OK');
  t.is((await readPeer(server.port, envoy)).protocol, 'TLSv1.3');
  const told = server.lines.find(({ msg }) => msg === 'a new certificate is in use');
  t.is(told?.serialNumber, serialNumber);
});

test('with what cannot be read the former certificate stays, and nothing of a key is told', async (t) => {
  await using server = await startPing();
  const { directory } = server.certificates;
  const envoy = server.certificates.files('envoy');
  const before = await readPeer(server.port, envoy);
  const foreignKey = readFileSync(join(directory, 'web.key.pem'), 'utf8');
  for (const text of [foreignKey, '-----BEGIN PRIVATE KEY-----\nbm8=\n-----END PRIVATE KEY-----\n', '']) {
    const refused = () => server.lines.filter(({ msg }) => msg === 'a certificate was not taken').length;
    const known = refused();
    writeFileSync(join(directory, 'fresh'), text);
    renameSync(join(directory, 'fresh'), join(directory, 'posts.key.pem'));
    await waitFor(() => refused() > known);
    t.is((await readPeer(server.port, envoy)).serialNumber, before.serialNumber);
    t.is((await callNative(server.url, ping, { as: envoy, token })).status, 'OK');
  }
  const log = JSON.stringify(server.lines);
  for (const line of foreignKey.split('\n').filter((each) => each.length > 16 && !each.startsWith('-'))) {
    t.false(log.includes(line));
  }
});

test('without a folder there is no identity; a folder without the certificate is an error', async (t) => {
  await using server = await startPing();
  const logger = { info: () => undefined, warn: () => undefined };
  t.is(openIdentity({ directory: undefined, name: 'posts', logger }), undefined);
  const { directory } = server.certificates;
  t.throws(() => openIdentity({ directory, name: 'strangers', logger }), { message: /strangers\.pem/ });
});

test('who could not take a new certificate is told again, and keeps it from nobody else', async (t) => {
  using certificates = await makeCertificates();
  const { logger, lines } = keepLogLines();
  using identity = openIdentity({ directory: certificates.directory, name: 'posts', logger, lookMs: 20 });
  let [tries, taken] = [0, 0];
  identity?.onChange(() => {
    tries += 1;
    if (tries < 3) throw new Error('not now');
  });
  identity?.onChange(() => {
    taken += 1;
  });
  await certificates.renew();
  await waitFor(() => tries === 3);
  t.is(taken, new Set(lines.filter(({ serialNumber }) => serialNumber).map(({ serialNumber }) => serialNumber)).size);
  t.is(lines.filter(({ reason }) => reason === 'not now').length, 2);
});

test('a folder that is gone is told in the log, and another one in its place is watched', async (t) => {
  using certificates = await makeCertificates();
  const { directory } = certificates;
  const { logger, lines } = keepLogLines();
  using identity = openIdentity({ directory, name: 'posts', logger, lookMs: 20 });
  renameSync(directory, `${directory}.old`);
  t.teardown(() => rm(`${directory}.old`, { recursive: true, force: true }));
  await waitFor(() => lines.some(({ msg }) => String(msg).startsWith('certificates are not watched')));
  using others = await makeCertificates();
  renameSync(others.directory, directory);
  const { certificate } = certificates.files('posts');
  await waitFor(() => identity?.current().certificate.equals(certificate));
  t.pass();
});
