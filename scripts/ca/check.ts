import { X509Certificate } from 'node:crypto';
import { readCertificateFiles } from '../../services/kit/tls/certificate-files.ts';
import { nameOfPeer, spiffeId } from '../../services/kit/tls/spiffe.ts';
import { splitCertificates } from './pem.ts';

/** What is wrong with the certificates of a folder, a line each; nothing if everything can start with them. */
export function findFaults(directory: string, names: readonly string[], now = new Date()): string[] {
  return names.flatMap((name) => {
    try {
      const { certificate, roots } = readCertificateFiles(directory, name);
      const leaf = new X509Certificate(certificate);
      const isExpired = leaf.validToDate <= now;
      const chain = [certificate, roots].flatMap((each) => splitCertificates(each.toString()));
      const isTrusted = chain.some((each) => isSigner(new X509Certificate(each), leaf));
      return [
        ...(nameOfPeer(leaf.subjectAltName) === name ? [] : [`${name}.pem does not name ${spiffeId(name)} alone`]),
        ...(isExpired ? [`${name}.pem has expired (${leaf.validTo})`] : []),
        ...(isTrusted ? [] : [`${name}.pem is not signed by what ca.pem trusts`]),
      ];
    } catch (error) {
      return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

function isSigner(signer: X509Certificate, leaf: X509Certificate): boolean {
  return leaf.checkIssued(signer) && leaf.verify(signer.publicKey);
}
