import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { EdgeTls } from '../options.ts';
import { makeEdgeSecret, secretPath } from './secrets.ts';

/** A server certificate and its key, of which Envoy can make use. */
export interface EdgePair {
  /** PEM: the certificate, then those that it hangs on. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
  /** The DNS names that it is good for. */
  readonly names: readonly string[];
  readonly validTo: Date;
}

/** Reads a certificate and its key. Throws, with every fault named, if Envoy could not serve with them. */
export function readEdgePair({ certificatePath, keyPath }: EdgeTls, now = new Date()): EdgePair {
  const faults: string[] = [];
  const read = <T>(path: string, parse: (pem: string) => T) => {
    try {
      const pem = readFileSync(path, 'utf8');
      return { pem, parsed: parse(pem) };
    } catch (error) {
      faults.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
  const certificate = read(certificatePath, (pem) => new X509Certificate(pem));
  const key = read(keyPath, (pem) => createPrivateKey(pem));
  if (certificate !== undefined && certificate.parsed.validToDate <= now) {
    faults.push(`${certificatePath} has expired (${certificate.parsed.validTo})`);
  }
  if (key !== undefined && !isServable(key.parsed)) {
    faults.push(`${keyPath} must be an RSA key of 2048 bits or more, or an ECDSA key of P-256, P-384 or P-521`);
  }
  if (certificate !== undefined && key !== undefined && !certificate.parsed.checkPrivateKey(key.parsed)) {
    faults.push(`${keyPath} is not the key of ${certificatePath}`);
  }
  if (certificate === undefined || key === undefined || faults.length > 0) throw new Error(faults.join('\n'));
  const { subjectAltName, validToDate } = certificate.parsed;
  return { certificate: certificate.pem, key: key.pem, names: readDnsNames(subjectAltName), validTo: validToDate };
}

/**
 * Gives Envoy the pair, in one file, so that it never has the one without the other. It takes up the file as soon as
 * that is there; connections that are open go on. Returns whether it is another than before.
 */
export function writeEdgeSecret({ certificate, key }: EdgePair, folder: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = secretPath(folder, 'edge');
  const text = `${JSON.stringify({ resources: [makeEdgeSecret(certificate, key)] }, null, 2)}\n`;
  if (readIfThere(path) === text) return false;
  const fresh = `${path}.${process.pid}.new`;
  writeFileSync(fresh, text, { mode: 0o600 });
  renameSync(fresh, path);
  return true;
}

/** What Envoy takes: it refuses other keys. */
function isServable({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === 'rsa') return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  const curves = ['prime256v1', 'secp384r1', 'secp521r1'];
  return asymmetricKeyType === 'ec' && curves.includes(asymmetricKeyDetails?.namedCurve ?? '');
}

function readDnsNames(subjectAltName: string | undefined): string[] {
  const entries = (subjectAltName ?? '').split(', ').filter((entry) => entry.startsWith('DNS:'));
  return entries.map((entry) => entry.slice('DNS:'.length));
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
