import { X509Certificate } from 'node:crypto';
import type { CertificateFiles } from './certificate-files.ts';

/** From when until when a certificate is good, in milliseconds since the epoch. */
export interface Validity {
  readonly issueTime: number;
  readonly expireTime: number;
}

/** Reads it of the certificate that a process shows. */
export function readValidity({ certificate }: CertificateFiles): Validity {
  const { validFromDate, validToDate } = new X509Certificate(certificate);
  return { issueTime: validFromDate.getTime(), expireTime: validToDate.getTime() };
}
