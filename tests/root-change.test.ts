import { X509Certificate } from 'node:crypto';
import { get } from 'node:https';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import test from 'ava';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { callNative } from '../envoy/testing/call-native.ts';
import { certifiedNames } from '../scripts/ca/names.ts';
import { makeCertificates, type TestCertificates } from '../scripts/ca/testing/make-certificates.ts';
import { readPeer } from '../scripts/ca/testing/read-peer.ts';
import { writePrivate } from '../scripts/ca/write-private.ts';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { createMeshClient } from '../services/kit/client.ts';
import { loadPolicies } from '../services/kit/policies.ts';
import { silentLogger } from '../services/kit/testing/silent-logger.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { type CertificateFiles, certificatePaths } from '../services/kit/tls/certificate-files.ts';
import { openIdentity } from '../services/kit/tls/identity.ts';
import { signUp } from './members.ts';

const health = '/grpc.health.v1.Health/Check';
const ping = '/tertulia.mesh.v1.PingService/Ping';
const portOf = (address: string) => Number(address.split(':')[1]);

test.serial('an operator changes to another CA under load: no call fails, nothing is restarted', async (t) => {
  using old = await makeCertificates();
  using fresh = await makeCertificates();
  old.disown();
  const [oldRoot, newRoot] = [old, fresh].map((each) => each.files('posts').roots.toString());
  const former = Object.fromEntries(certifiedNames.map((name) => [name, old.files(name)]));
  const trust = (...roots: (string | undefined)[]) => writePrivate(join(old.directory, 'ca.pem'), roots.join(''));
  // Who has a certificate of one CA and trusts both.
  const both = (files: CertificateFiles | undefined): CertificateFiles => {
    if (files === undefined) throw new Error('there is one for every name');
    return { ...files, roots: Buffer.from(`${oldRoot}${newRoot}`) };
  };
  await using tertulia = await startTertulia({ tlsDir: old.directory, meshConnectionAgeMs: 500 });
  const pids = Object.values(tertulia.services).map((service) => service.pid());
  await using load = await startLoad(tertulia);

  const certify = (name: string) => both(fresh.files(name));
  trust(oldRoot, newRoot);
  await waitFor(() => isLetIn(tertulia, certify));
  for (const name of certifiedNames) copyPair(fresh, old, name);
  const serials = new Set(certifiedNames.map((name) => serialOf(fresh.files(name))));
  let stale: string[] = [];
  const areAllNew = async () => {
    const seen = await readSerials(tertulia, certify);
    stale = seen.filter(([, serial]) => !serials.has(serial)).map((each) => each.join(' '));
    return stale.length === 0;
  };
  await waitFor(areAllNew).catch((error: unknown) => {
    throw new Error(`not in use at: ${stale.join(', ')}`, { cause: error });
  });
  await load.makeMore(100);
  trust(newRoot);
  await waitFor(async () => !(await isLetInAnywhere(tertulia, (name) => both(former[name]))));
  await load.makeMore(100);

  t.true(await isLetIn(tertulia, fresh.files.bind(fresh)));
  t.deepEqual(load.failures, []);
  t.log(`${load.made()} calls`);
  t.true(load.made() > 200);
  t.deepEqual(
    Object.values(tertulia.services).map((service) => service.pid()),
    pids,
  );
  t.is(tertulia.envoy.exitCode(), undefined);
});

/** Calls from outside, of a page's file, and from one service to another, until it is disposed. */
async function startLoad(tertulia: Tertulia) {
  const { token } = await signUp(tertulia.url, 'ana');
  const identity = openIdentity({ directory: tertulia.tlsDir, name: 'posts', logger: silentLogger });
  const target = { url: tertulia.meshUrl, callee: 'profile', service: 'posts', policies: loadPolicies(), identity };
  const posts = createMeshClient(ProfileServiceDefinition, target);
  const failures: unknown[] = [];
  let [made, isOver] = [0, false];
  const calls = [
    async () => {
      const { status, error } = await callNative(tertulia.url, ping, { token });
      if (status !== 'OK') throw error;
    },
    async () => {
      const { status } = await fetch(tertulia.url);
      if (status !== 200) throw new Error(`the page: ${status}`);
    },
    () => posts.batchResolveHandles({ handles: ['nobody_here'] }),
  ];
  const working = Promise.all(
    calls.map(async (call) => {
      for (; !isOver; made += 1) {
        await call().catch((error: unknown) => failures.push(error));
        await delay(20);
      }
    }),
  );
  return {
    failures,
    made: () => made,
    /** Resolves when so many more have ended. */
    async makeMore(count: number) {
      const enough = made + count;
      await waitFor(() => made >= enough, { timeoutMs: 60_000 });
    },
    async [Symbol.asyncDispose]() {
      isOver = true;
      await working;
      posts[Symbol.dispose]();
      identity?.[Symbol.dispose]();
    },
  };
}

type Certify = (name: string) => CertificateFiles;

/** Whether each service, the web server and Envoy's mesh listener let in who shows such certificates. */
async function lettingIn({ services, web, meshUrl }: Tertulia, certify: Certify): Promise<boolean[]> {
  const asked = Object.values(services).map(({ address }) =>
    callNative(`https://${address}`, health, { as: certify('envoy') }),
  );
  const mesh = callNative(meshUrl, ping, { authority: 'posts', as: certify('posts') });
  const answers = await Promise.all([...asked, mesh]);
  return [
    ...answers.map(({ status }) => status !== 'UNAVAILABLE'),
    (await readWebSerial(web.address, certify('envoy'))) !== undefined,
  ];
}

/** The certificate with which the web server answers; undefined if it lets nobody in with such a one. */
function readWebSerial(address: string, { certificate: cert, key, roots: ca }: CertificateFiles) {
  return new Promise<string | undefined>((resolve) => {
    const options = { cert, key, ca, agent: false, checkServerIdentity: () => undefined };
    const request = get(`https://${address}/`, options, (response) => {
      resolve((response.resume().socket as TLSSocket).getPeerCertificate().serialNumber);
    });
    request.on('error', () => resolve(undefined));
  });
}

const isLetIn = async (tertulia: Tertulia, certify: Certify) => (await lettingIn(tertulia, certify)).every(Boolean);
const isLetInAnywhere = async (tertulia: Tertulia, certify: Certify) =>
  (await lettingIn(tertulia, certify)).some(Boolean);

/** What the services, the web server and Envoy show, and what Envoy says that its clusters and listeners use; and where. */
async function readSerials(
  { services, web, meshUrl, adminUrl }: Tertulia,
  certify: Certify,
): Promise<(readonly [where: string, serial: string])[]> {
  const show = async (name: string, port: number, as: string) =>
    [name, (await readPeer(port, certify(as))).serialNumber.toUpperCase()] as const;
  const shown = Object.values(services).map(({ name, address }) => show(name, portOf(address), 'envoy'));
  const page = await readWebSerial(web.address, certify('envoy'));
  const mesh = show('the mesh listener', Number(new URL(meshUrl).port), 'posts');
  const { certificates } = (await (await fetch(`${adminUrl}/certs`)).json()) as {
    certificates: { cert_chain?: { serial_number: string }[] }[];
  };
  const used = certificates.flatMap(({ cert_chain = [] }) => cert_chain);
  const inEnvoy = used.map(({ serial_number }) => ['Envoy', serial_number.toUpperCase()] as const);
  return [...(await Promise.all([...shown, mesh])), ['web', page?.toUpperCase() ?? ''], ...inEnvoy];
}

function serialOf({ certificate }: CertificateFiles): string {
  return new X509Certificate(certificate).serialNumber.toUpperCase();
}

function copyPair(from: TestCertificates, to: TestCertificates, name: string): void {
  const [{ certificate, key }, paths] = [from.files(name), certificatePaths(to.directory, name)];
  writePrivate(paths.key, key.toString());
  writePrivate(paths.certificate, certificate.toString());
}
