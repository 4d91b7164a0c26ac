import { gatewayName, spiffeId } from '../../services/kit/tls/spiffe.ts';
import type { CertificateReport } from './report.ts';

/** What is read of /certs. */
export interface Certificates {
  readonly certificates?: readonly {
    readonly cert_chain?: readonly {
      readonly subject_alt_names?: readonly { readonly uri?: string }[];
      /** RFC 3339. */
      readonly valid_from: string;
      readonly expiration_time: string;
    }[];
  }[];
}

/** The certificates that Envoy uses: its own inside the mesh, and what the edge shows where it speaks TLS. */
export function readCertificates({ certificates = [] }: Certificates): CertificateReport[] {
  const all = certificates
    .flatMap(({ cert_chain = [] }) => cert_chain)
    .map(({ subject_alt_names = [], valid_from, expiration_time }) => ({
      holder: subject_alt_names.some(({ uri }) => uri === spiffeId(gatewayName)) ? 'edge' : 'public',
      issueTime: Date.parse(valid_from),
      expireTime: Date.parse(expiration_time),
    }));
  // Each listener and cluster has one of its own, and while they are renewed some may have the former.
  return [...Map.groupBy(all, ({ holder }) => holder).values()].flatMap((same) =>
    same.toSorted((a, b) => a.expireTime - b.expireTime).slice(0, 1),
  );
}
