import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import type { CertificateFiles } from '../../../services/kit/tls/certificate-files.ts';

/** A server's certificate, as a client of the mesh gets it. */
export interface Peer {
  readonly serialNumber: string;
  readonly protocol: string | null;
}

/** Connects once with a certificate and reads the one that the server shows. Rejects if it does not let one in. */
export async function readPeer(port: number, { certificate: cert, key, roots: ca }: CertificateFiles): Promise<Peer> {
  const socket: TLSSocket = connect({
    ...{ host: '127.0.0.1', port, cert, key, ca },
    ALPNProtocols: ['h2'],
    checkServerIdentity: () => undefined,
  });
  try {
    await once(socket, 'secureConnect');
    return { serialNumber: socket.getPeerCertificate().serialNumber, protocol: socket.getProtocol() };
  } finally {
    socket.destroy();
  }
}
