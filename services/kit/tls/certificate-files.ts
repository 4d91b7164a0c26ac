import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where one name's certificate lies in a folder of certificates. All are PEM. */
export interface CertificatePaths {
  /** The certificate, then what leads from it to the root, if anything. */
  readonly certificate: string;
  readonly key: string;
  /** The roots that are trusted. */
  readonly roots: string;
}

/** The content of those files. */
export interface CertificateFiles {
  readonly certificate: Buffer;
  readonly key: Buffer;
  readonly roots: Buffer;
}

/** The files of `name`: `posts.pem`, `posts.key.pem` and `ca.pem`. */
export function certificatePaths(directory: string, name: string): CertificatePaths {
  return {
    certificate: join(directory, `${name}.pem`),
    key: join(directory, `${name}.key.pem`),
    roots: join(directory, 'ca.pem'),
  };
}

/** Reads the files of `name`. Throws if one is missing, is no PEM, or the key is not the certificate's. */
export function readCertificateFiles(directory: string, name: string): CertificateFiles {
  const paths = certificatePaths(directory, name);
  const [certificate, key, roots] = [paths.certificate, paths.key, paths.roots].map((path) => readFileSync(path));
  if (certificate === undefined || key === undefined || roots === undefined) throw new Error('unreachable');
  // A new key and its certificate come one after the other: between them they do not fit.
  if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
    throw new Error(`${paths.key} is not the key of ${paths.certificate}`);
  }
  void new X509Certificate(roots);
  return { certificate, key, roots };
}
