import { X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { certificatePaths } from '../../services/kit/tls/certificate-files.ts';
import { spiffeId } from '../../services/kit/tls/spiffe.ts';
import { type Authority, openAuthority, validFor } from './authority.ts';
import { writePrivate } from './write-private.ts';
import { issue } from './x509.ts';

/** A day. */
export const defaultLifetimeMs = 24 * 3_600_000;

export interface RenewOptions {
  /** The folder of certificates. It is made if it is missing. */
  directory: string;
  /** Who needs one. */
  names: readonly string[];
  lifetimeMs?: number;
  now?: Date;
}

export interface Renewal {
  /** Who got one. */
  readonly renewed: readonly string[];
  /** When the next one is due; undefined where all are someone else's. */
  readonly due: Date | undefined;
}

/**
 * Gives a certificate to every name that has none, and a new one, with a new key, to those whose certificate has half
 * of its life behind it. What someone else has signed stays as it is.
 */
export async function renewCertificates(options: RenewOptions): Promise<Renewal> {
  const { directory, names, lifetimeMs = defaultLifetimeMs, now = new Date() } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const authority = await openAuthority(directory, now);
  if (authority === undefined) return { renewed: [], due: undefined };
  chmodSync(directory, 0o700);
  const renewed: string[] = [];
  const ends: number[] = [];
  for (const name of names) {
    const former = findCertificate(directory, name);
    if (former !== undefined && !authority.hasIssued(former)) continue;
    const end = former?.validToDate.getTime() ?? 0;
    // A clock that was put back would leave certificates that end far too late.
    const isFresh = end - now.getTime() > lifetimeMs / 2 && end - now.getTime() <= lifetimeMs;
    ends.push(isFresh ? end : await renew(authority, name, options));
    if (!isFresh) renewed.push(name);
  }
  return { renewed, due: ends.length === 0 ? undefined : new Date(Math.min(...ends) - lifetimeMs / 2) };
}

/** When the new certificate ends. */
async function renew({ root }: Authority, name: string, options: RenewOptions): Promise<number> {
  const validity = validFor(options.lifetimeMs ?? defaultLifetimeMs, options.now ?? new Date());
  const { certificate, key } = await issue(root, name, [spiffeId(name)], validity);
  const paths = certificatePaths(options.directory, name);
  // Two files: whoever reads between the two finds that they do not fit, and reads again.
  writePrivate(paths.key, key);
  writePrivate(paths.certificate, certificate);
  return validity.notAfter.getTime();
}

function findCertificate(directory: string, name: string): X509Certificate | undefined {
  const paths = certificatePaths(directory, name);
  if (!existsSync(paths.certificate) || !existsSync(paths.key)) return undefined;
  return new X509Certificate(readFileSync(paths.certificate));
}
