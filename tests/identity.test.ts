import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import test from 'ava';
import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { callNative } from '../envoy/testing/call-native.ts';
import { makeCertificates, type TestCertificates } from '../scripts/ca/testing/make-certificates.ts';
import { readPeer } from '../scripts/ca/testing/read-peer.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { createMeshClient } from '../services/kit/client.ts';
import { loadPolicies } from '../services/kit/policies.ts';
import { expectStatus } from '../services/kit/testing/expect-status.ts';
import { silentLogger } from '../services/kit/testing/silent-logger.ts';
import { openIdentity } from '../services/kit/tls/identity.ts';
import { signUp } from './members.ts';

const subscribe = '/tertulia.events.v1.EventLogService/Subscribe';

const portOf = (address: string) => Number(address.split(':')[1]);

/** Clients of profile that call through the mesh as a service does. */
function connectAs(name: string, { meshUrl, tlsDir }: Tertulia) {
  using resources = new DisposableStack();
  const identity = resources.use(openIdentity({ directory: tlsDir, name, logger: silentLogger }));
  const target = { url: meshUrl, callee: 'profile', service: name, policies: loadPolicies(), identity };
  const profile = resources.use(createMeshClient(ProfileServiceDefinition, target));
  const log = resources.use(createMeshClient(EventLogServiceDefinition, target));
  const owned = resources.move();
  return { profile, log, [Symbol.dispose]: () => owned.dispose() };
}

test.serial('a call that gets round Envoy fails, whoever makes it', async (t) => {
  using certificates = await makeCertificates();
  using others = await makeCertificates();
  await using tertulia = await startTertulia({ tlsDir: certificates.directory });
  const { roots } = certificates.files('posts');
  const headers = { 'x-tertulia-service': 'spiffe://tertulia/posts' };
  for (const { address, name } of Object.values(tertulia.services)) {
    for (const caller of ['posts', 'comments', name, 'web']) {
      const { status } = await callNative(`https://${address}`, subscribe, { as: certificates.files(caller), headers });
      t.is(status, 'PERMISSION_DENIED', `${caller} calls ${name}`);
    }
    const foreign = { ...others.files('envoy'), roots };
    t.is((await callNative(`https://${address}`, subscribe, { as: foreign, headers })).status, 'UNAVAILABLE');
    t.is((await callNative(`http://${address}`, subscribe, { headers })).status, 'UNAVAILABLE');
  }
});

test.serial('inside the mesh a service may call what the contract lets it, under its own name only', async (t) => {
  await using tertulia = await startTertulia();
  using posts = connectAs('posts', tertulia);
  using notifications = connectAs('notifications', tertulia);
  t.deepEqual((await posts.profile.batchResolveHandles({ handles: ['nobody_here'] })).results.length, 1);
  await expectStatus(t, notifications.profile.batchResolveHandles({ handles: ['nobody_here'] }), 'PERMISSION_DENIED');
});

test.serial('certificates of 5 seconds are renewed under load: no call fails, nothing is restarted', async (t) => {
  using certificates = await makeCertificates();
  await using tertulia = await startTertulia({ tlsDir: certificates.directory, meshConnectionAgeMs: 1_000 });
  const { token } = await signUp(tertulia.url, 'ana');
  using posts = connectAs('posts', tertulia);
  const pids = Object.values(tertulia.services).map((service) => service.pid());
  const before = await readSerials(tertulia, certificates);
  await certificates.renew(5_000);
  const seen = new Set<string>();
  const failures: unknown[] = [];
  const running: Promise<unknown>[] = [];
  const end = Date.now() + 15_000;
  let renewed = Date.now();
  for (let turn = 0; Date.now() < end; turn += 1) {
    running.push(ping(tertulia.url, token), posts.profile.batchResolveHandles({ handles: [`nobody_${turn}`] }));
    for (const call of running.slice(-2)) call.catch((error: unknown) => failures.push(error));
    if (Date.now() - renewed > 1_500) {
      renewed = Date.now();
      await certificates.renew(5_000);
      for (const serial of await readSerials(tertulia, certificates)) seen.add(serial);
    }
    await setTimeout(40);
  }
  await Promise.allSettled(running);
  t.deepEqual(failures, []);
  t.log(`${running.length} calls, ${seen.size} certificates seen`);
  // More than 600 where the machine has nothing else to do.
  t.true(running.length > 100);
  // Of five servers, several times.
  t.true(seen.size >= 5 * 3);
  t.false(before.some((serial) => seen.has(serial)));
  t.deepEqual(
    Object.values(tertulia.services).map((service) => service.pid()),
    pids,
  );
  t.is(tertulia.envoy.exitCode(), undefined);
  assertNoKeys(t.false, tertulia);
});

test.serial("an operator's own certificates are used, and left as they are", async (t) => {
  using certificates = await makeCertificates();
  certificates.disown();
  const read = () => readdirSync(certificates.directory).map((file) => [file, readText(certificates, file)]);
  const before = read();
  await using tertulia = await startTertulia({ tlsDir: certificates.directory });
  const { serialNumber } = new X509Certificate(certificates.files('posts').certificate);
  const shown = await readPeer(portOf(tertulia.services.posts.address), certificates.files('envoy'));
  t.is(shown.serialNumber, serialNumber);
  t.deepEqual(read(), before);
  t.false(readdirSync(tertulia.dataDir).includes('tls'));
});

test.serial('nothing is started with certificates that are not good for it', async (t) => {
  using certificates = await makeCertificates();
  await certificates.add('web', ['spiffe://tertulia/envoy']);
  certificates.disown();
  const error = await t.throwsAsync(startTertulia({ tlsDir: certificates.directory }), { name: 'SetupError' });
  t.regex(error?.message ?? '', /web\.pem does not name spiffe:\/\/tertulia\/web alone/);
});

function readText({ directory }: TestCertificates, file: string): string {
  return readFileSync(join(directory, file), 'utf8');
}

/** Fails unless Envoy, and posts behind it, answer. */
async function ping(url: string, token: string): Promise<void> {
  const { status, error } = await callNative(url, '/tertulia.mesh.v1.PingService/Ping', { token });
  if (status !== 'OK') throw error;
}

/** What the four services and Envoy's mesh listener show to a new connection. */
async function readSerials(tertulia: Tertulia, certificates: TestCertificates): Promise<string[]> {
  const services = Object.values(tertulia.services).map(({ address }) =>
    readPeer(portOf(address), certificates.files('envoy')),
  );
  const mesh = readPeer(Number(new URL(tertulia.meshUrl).port), certificates.files('posts'));
  return (await Promise.all([...services, mesh])).map(({ serialNumber }) => serialNumber);
}

/** No line of a private key stands in a log. */
function assertNoKeys(isFalse: (value: boolean, message: string) => unknown, { tlsDir, dataDir }: Tertulia): void {
  const keys = readdirSync(tlsDir).filter((file) => file.endsWith('.key.pem') || file === 'authority.pem');
  const lines = keys.flatMap((file) => secretLines(readFileSync(join(tlsDir, file), 'utf8')));
  for (const file of readdirSync(join(dataDir, 'log'))) {
    const log = readFileSync(join(dataDir, 'log', file), 'utf8');
    isFalse(log.includes('PRIVATE KEY') || lines.some((line) => log.includes(line)), file);
  }
}

function secretLines(pem: string): string[] {
  const key = /-----BEGIN PRIVATE KEY-----\n([^-]+)-----END/.exec(pem)?.[1] ?? '';
  return key.split('\n').filter((line) => line.length > 16);
}
