import { type ChannelCredentials, experimental } from '@grpc/grpc-js';
import type { CertificateFiles } from './certificate-files.ts';
import type { Identity } from './identity.ts';
import { gatewayName, nameOfPeer } from './spiffe.ts';

/** A gRPC client's side of mutual TLS: it talks to the gateway only. New certificates hold for new connections. */
export function meshChannelCredentials(identity: Identity): ChannelCredentials {
  const provider = certificateProvider(identity);
  return experimental.createCertificateProviderChannelCredentials(provider, provider, {
    // Instead of the host's name: the gateway may be anywhere.
    checkServerIdentity: (_host, { subjectaltname }) =>
      nameOfPeer(subjectaltname) === gatewayName
        ? undefined
        : new Error(`${gatewayName} was expected, not ${subjectaltname ?? 'a peer without a name'}`),
  });
}

function certificateProvider(identity: Identity): experimental.CertificateProvider {
  const listen = <Update>(convert: (files: CertificateFiles) => Update) => {
    const listening = new Map<(update: Update) => void, Disposable>();
    return {
      add(listener: (update: Update) => void) {
        listening.set(
          listener,
          identity.onChange((files) => listener(convert(files))),
        );
        listener(convert(identity.current()));
      },
      remove(listener: (update: Update) => void) {
        listening.get(listener)?.[Symbol.dispose]();
        listening.delete(listener);
      },
    };
  };
  const roots = listen(({ roots: caCertificate }) => ({ caCertificate }));
  const own = listen(({ certificate, key: privateKey }) => ({ certificate, privateKey }));
  return {
    addCaCertificateListener: roots.add,
    removeCaCertificateListener: roots.remove,
    addIdentityCertificateListener: own.add,
    removeIdentityCertificateListener: own.remove,
  };
}
