import { constants } from 'node:crypto';
import type { SecureContextOptions, TlsOptions } from 'node:tls';
import { ServerCredentials, type ServerInterceptor } from '@grpc/grpc-js';
import type { CertificateFiles } from './certificate-files.ts';
import type { Identity } from './identity.ts';
import { onlyFor } from './only-for.ts';
import { gatewayName } from './spiffe.ts';

/** What a TLS server asks of a client: a certificate that one of the roots has signed. */
export const mutualTls = { requestCert: true, rejectUnauthorized: true } as const satisfies TlsOptions;

/** What belongs to one certificate, and is set anew with the next. */
export function secureContextOptions({ certificate, key, roots }: CertificateFiles) {
  return {
    cert: certificate,
    key,
    ca: roots,
    minVersion: 'TLSv1.3',
    // A resumed session would carry on with a certificate that has expired since.
    secureOptions: constants.SSL_OP_NO_TICKET,
  } as const satisfies SecureContextOptions;
}

/** A gRPC server's side of mutual TLS: only the gateway gets an answer. New certificates hold for new connections. */
export class MeshServerCredentials extends ServerCredentials {
  readonly #interceptors: ServerInterceptor[] = [onlyFor(gatewayName)];

  constructor(identity: Identity) {
    super({ ...mutualTls, minVersion: 'TLSv1.3' }, secureContextOptions(identity.current()));
    identity.onChange((files) => this.updateSecureContextOptions(secureContextOptions(files)));
  }

  override _getInterceptors(): ServerInterceptor[] {
    return this.#interceptors;
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}
