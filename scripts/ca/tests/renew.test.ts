import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { makeTempDir } from '../../../services/kit/testing/temp-dir.ts';
import { certificatePaths } from '../../../services/kit/tls/certificate-files.ts';
import { findFaults } from '../check.ts';
import { splitCertificates } from '../pem.ts';
import { type RenewOptions, renewCertificates } from '../renew.ts';

const hour = 3_600_000;
const day = 24 * hour;
const names = ['posts', 'envoy'];
const start = new Date('2026-03-01T00:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);

/** A folder and what there is in it. */
async function openFolder() {
  const folder = await makeTempDir();
  const directory = join(folder.path, 'tls');
  const read = (name: string) => readFileSync(join(directory, name), 'utf8');
  return {
    directory,
    read,
    write: (name: string, text: string) => writeFileSync(join(directory, name), text),
    leaf: (name: string) => new X509Certificate(read(`${name}.pem`)),
    renew: (now: Date, options: Partial<RenewOptions> = {}) => renewCertificates({ directory, names, now, ...options }),
    faults: (now: Date) => findFaults(directory, names, now),
    [Symbol.asyncDispose]: folder[Symbol.asyncDispose],
  };
}

test('a new folder gets a CA and a certificate for everyone, readable by the owner only', async (t) => {
  await using folder = await openFolder();
  const { renewed, due } = await folder.renew(start);
  t.deepEqual(renewed, names);
  t.deepEqual(due, after(day / 2));
  t.deepEqual(folder.faults(start), []);
  t.is(statSync(folder.directory).mode & 0o777, 0o700);
  for (const file of readdirSync(folder.directory)) {
    t.is(statSync(join(folder.directory, file)).mode & 0o777, 0o600, file);
  }
});

test('a certificate is for 24 hours, of a P-256 key, for server and client, and names one SPIFFE id', async (t) => {
  await using folder = await openFolder();
  await folder.renew(start);
  const leaf = folder.leaf('posts');
  t.deepEqual(leaf.validToDate, after(day));
  t.like(leaf.publicKey.asymmetricKeyDetails, { namedCurve: 'prime256v1' });
  t.deepEqual(leaf.keyUsage, ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
  t.is(leaf.subjectAltName, 'URI:spiffe://tertulia/posts');
  t.false(leaf.ca);
});

test('nothing changes before half of a life is over; then there is a new certificate with a new key', async (t) => {
  await using folder = await openFolder();
  await folder.renew(start);
  const [first, key] = [folder.leaf('posts'), folder.read('posts.key.pem')];
  t.deepEqual((await folder.renew(after(11 * hour))).renewed, []);
  t.is(folder.leaf('posts').serialNumber, first.serialNumber);
  t.deepEqual((await folder.renew(after(12 * hour))).renewed, names);
  t.not(folder.leaf('posts').serialNumber, first.serialNumber);
  t.not(folder.read('posts.key.pem'), key);
  t.deepEqual(folder.faults(after(35 * hour)), []);
});

test('a clock that was wrong leaves no certificate that ends late, and a lost file comes back', async (t) => {
  await using folder = await openFolder();
  await folder.renew(after(100 * day));
  await folder.renew(start);
  t.deepEqual(folder.leaf('posts').validToDate, after(day));
  rmSync(join(folder.directory, 'posts.key.pem'));
  t.deepEqual((await folder.renew(start)).renewed, ['posts']);
});

test('the root is made once, gets a successor at half of its life, and is trusted until it has expired', async (t) => {
  await using folder = await openFolder();
  await folder.renew(start);
  const [root] = splitCertificates(folder.read('ca.pem'));
  await folder.renew(after(180 * day));
  t.is(folder.read('ca.pem'), root ?? '');
  const old = folder.leaf('posts');
  await folder.renew(after(184 * day));
  const [next, former, ...rest] = splitCertificates(folder.read('ca.pem'));
  t.deepEqual([former, rest], [root, []]);
  t.true(folder.leaf('posts').verify(new X509Certificate(next ?? '').publicKey));
  t.true(old.verify(new X509Certificate(former ?? '').publicKey));
  await folder.renew(after(366 * day));
  t.is(folder.read('ca.pem'), next ?? '');
});

test("an operator's own certificates are used and never written over", async (t) => {
  await using own = await openFolder();
  await own.renew(start);
  await using folder = await openFolder();
  await folder.renew(start);
  for (const name of ['ca.pem', 'posts.pem', 'posts.key.pem']) folder.write(name, own.read(name));
  for (const now of [start, after(13 * hour), after(400 * day)]) {
    const { renewed, due } = await folder.renew(now);
    t.deepEqual([renewed, due], [[], undefined]);
  }
  t.is(folder.read('posts.pem'), own.read('posts.pem'));
  t.deepEqual(folder.faults(start), ['envoy.pem is not signed by what ca.pem trusts']);
  for (const name of ['envoy.pem', 'envoy.key.pem']) folder.write(name, own.read(name));
  t.deepEqual(folder.faults(start), []);
});

test('one certificate of someone else under a CA made here is left alone too', async (t) => {
  await using other = await openFolder();
  await other.renew(start);
  await using folder = await openFolder();
  await folder.renew(start);
  for (const name of ['posts.pem', 'posts.key.pem']) folder.write(name, other.read(name));
  t.deepEqual((await folder.renew(after(13 * hour))).renewed, ['envoy']);
  t.is(folder.read('posts.pem'), other.read('posts.pem'));
});

test('every fault of a folder is named', async (t) => {
  await using folder = await openFolder();
  await folder.renew(start);
  t.deepEqual(
    folder.faults(after(25 * hour)).map((fault) => fault.replace(/\(.*/, '')),
    ['posts.pem has expired ', 'envoy.pem has expired '],
  );
  for (const name of ['.pem', '.key.pem']) folder.write(`envoy${name}`, folder.read(`posts${name}`));
  folder.write('posts.key.pem', folder.read('authority.pem'));
  const [posts, envoy, ...rest] = folder.faults(start);
  t.regex(posts ?? '', /posts\.key\.pem is not the key of .*posts\.pem/);
  t.is(envoy, 'envoy.pem does not name spiffe://tertulia/envoy alone');
  t.deepEqual(rest, []);
  t.true(certificatePaths(folder.directory, 'posts').key.endsWith('/tls/posts.key.pem'));
});
