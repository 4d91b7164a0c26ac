import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CertificateFiles,
  certificatePaths,
  readCertificateFiles,
} from '../../../services/kit/tls/certificate-files.ts';
import { spiffeId } from '../../../services/kit/tls/spiffe.ts';
import { openAuthority, validFor } from '../authority.ts';
import { certifiedNames } from '../names.ts';
import { renewCertificates } from '../renew.ts';
import { writePrivate } from '../write-private.ts';
import { issue } from '../x509.ts';

/** A folder of certificates of a CA of its own, with one for every name of the mesh. */
export interface TestCertificates extends Disposable {
  readonly directory: string;
  files(name: string): CertificateFiles;
  /** Adds one under `name` that says it is `uris`. Default: for an hour. */
  add(name: string, uris: readonly string[], lifetimeMs?: number): Promise<CertificateFiles>;
  /** Gives everyone a new one. Default: for an hour. */
  renew(lifetimeMs?: number): Promise<void>;
  /** Forgets how they were made, so that they are someone else's. */
  disown(): void;
}

/** Named `any` is a certificate for all services at once: for a server that plays several. */
export async function makeCertificates(): Promise<TestCertificates> {
  const directory = mkdtempSync(join(tmpdir(), 'tertulia-tls-'));
  const dispose = () => rmSync(directory, { recursive: true, force: true });
  // A test process that breaks off leaves no keys behind.
  process.once('exit', dispose);
  await renewCertificates({ directory, names: certifiedNames });
  const files = (name: string) => readCertificateFiles(directory, name);
  const add = async (name: string, uris: readonly string[], lifetimeMs = 3_600_000) => {
    const now = new Date();
    const authority = await openAuthority(directory, now);
    if (authority === undefined) throw new Error(`${directory} is someone else's`);
    const { certificate, key } = await issue(authority.root, name, uris, validFor(lifetimeMs, now));
    const paths = certificatePaths(directory, name);
    writePrivate(paths.key, key);
    writePrivate(paths.certificate, certificate);
    return files(name);
  };
  await add('any', certifiedNames.map(spiffeId));
  return {
    directory,
    files,
    add,
    async renew(lifetimeMs) {
      for (const name of certifiedNames) await add(name, [spiffeId(name)], lifetimeMs);
    },
    disown: () => rmSync(join(directory, 'authority.pem')),
    [Symbol.dispose]() {
      process.off('exit', dispose);
      dispose();
    },
  };
}

let shared: Promise<TestCertificates> | undefined;

/** One folder for all tests of a process, which goes with the process. */
export function sharedCertificates(): Promise<TestCertificates> {
  shared ??= makeCertificates();
  return shared;
}
