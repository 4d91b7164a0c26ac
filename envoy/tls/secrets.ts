import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SdsSecretConfigJson } from '#gen/envoy/envoy/extensions/transport_sockets/tls/v3/secret_pb.js';
import { certificatePaths } from '../../services/kit/tls/certificate-files.ts';
import { gatewayName } from '../../services/kit/tls/spiffe.ts';
import { pack } from '../api/pack.ts';
import type { TlsFolders } from '../options.ts';

/** Envoy's own certificate with its key, and the roots that it trusts, as secrets that Envoy looks up by name. */
const meshSecrets = ['identity', 'trust'] as const;
type MeshSecret = (typeof meshSecrets)[number];

/** Those, and the certificate of the edge: see writeEdgeSecret. */
type SecretName = MeshSecret | 'edge';

/**
 * Writes what tells Envoy where the files of its certificates are. Only such an indirection makes it watch them: it
 * reads them again whenever a file is moved into their folder.
 */
export function writeSecrets({ certificates, secrets }: TlsFolders): void {
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  for (const name of meshSecrets) {
    const path = secretPath(secrets, name);
    const fresh = `${path}.${process.pid}.new`;
    writeFileSync(fresh, `${JSON.stringify({ resources: [makeSecret(name, certificates)] }, null, 2)}\n`);
    renameSync(fresh, path);
  }
}

/** Refers to a secret. */
export function secret(name: SecretName, { secrets }: Pick<TlsFolders, 'secrets'>): SdsSecretConfigJson {
  return {
    name,
    sdsConfig: { resourceApiVersion: 'V3', pathConfigSource: { path: secretPath(secrets, name) } },
  };
}

function makeSecret(name: MeshSecret, folder: string) {
  const { certificate, key, roots } = certificatePaths(folder, gatewayName);
  const watchedDirectory = { path: folder };
  return pack('envoy.extensions.transport_sockets.tls.v3.Secret', {
    name,
    ...(name === 'identity'
      ? {
          tlsCertificate: {
            certificateChain: { filename: certificate },
            privateKey: { filename: key },
            watchedDirectory,
          },
        }
      : { validationContext: { trustedCa: { filename: roots }, watchedDirectory } }),
  });
}

/** The secret of the edge, with the certificate and key in it. Both are PEM. */
export function makeEdgeSecret(certificate: string, key: string) {
  return pack('envoy.extensions.transport_sockets.tls.v3.Secret', {
    name: 'edge',
    tlsCertificate: { certificateChain: { inlineString: certificate }, privateKey: { inlineString: key } },
  });
}

/** Where a secret is, in the folder of secrets. */
export function secretPath(folder: string, name: SecretName): string {
  return join(folder, `${name}.json`);
}
