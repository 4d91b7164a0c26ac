import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { readPem, splitCertificates } from './pem.ts';
import { writePrivate } from './write-private.ts';
import { type Issued, makeRoot } from './x509.ts';

/** A year. */
const rootLifetimeMs = 365 * 24 * 3_600_000;
/** Within this time everyone that runs has read roots that are new. */
const trustedAfterMs = 2_000;

/** The development CA of a folder. */
export interface Authority {
  /** What signs. */
  readonly root: Issued;
  /** Whether a certificate was signed here, by this root or a former one. */
  hasIssued(certificate: X509Certificate): boolean;
}

/**
 * Opens the CA of a folder: `authority.pem` with its key and its roots, newest first, and `ca.pem` with the roots that
 * the mesh trusts. Makes it where there is none. At half of its life a root gets a successor, and is trusted until it
 * has expired. Undefined where `ca.pem` has a root of someone else: then nothing is written.
 */
export async function openAuthority(directory: string, now: Date): Promise<Authority | undefined> {
  const [own, trusted] = [join(directory, 'authority.pem'), join(directory, 'ca.pem')];
  const known = existsSync(own) ? splitCertificates(readFileSync(own, 'utf8')) : [];
  const shown = existsSync(trusted) ? readFileSync(trusted, 'utf8') : undefined;
  if (!splitCertificates(shown ?? '').every((each) => known.includes(each))) return undefined;
  const valid = known.filter((each) => new X509Certificate(each).validToDate > now);
  const [newest] = valid;
  const isFresh = newest !== undefined && !isPastHalf(newest, now);
  const root = isFresh ? { certificate: newest, key: readPem(own, 'PRIVATE KEY') } : await makeRootFrom(now);
  const roots = isFresh ? valid : [root.certificate, ...valid];
  if (!isFresh) writePrivate(own, [root.key, ...roots].join(''));
  if (shown !== roots.join('')) writePrivate(trusted, roots.join(''));
  if (!isFresh && valid.length > 0) await setTimeout(trustedAfterMs);
  return { root, hasIssued: (certificate) => roots.some((each) => isSignedBy(certificate, new X509Certificate(each))) };
}

/** From a minute ago: a clock that is a little behind must not find a certificate that is not valid yet. */
export function validFor(lifetimeMs: number, now: Date) {
  return { notBefore: new Date(now.getTime() - 60_000), notAfter: new Date(now.getTime() + lifetimeMs) };
}

function makeRootFrom(now: Date): Promise<Issued> {
  return makeRoot(validFor(rootLifetimeMs, now));
}

function isPastHalf(certificate: string, now: Date): boolean {
  return new X509Certificate(certificate).validToDate.getTime() - now.getTime() < rootLifetimeMs / 2;
}

/** By the key itself, and not only by its name. */
function isSignedBy(certificate: X509Certificate, signer: X509Certificate): boolean {
  return certificate.checkIssued(signer) && certificate.verify(signer.publicKey);
}
