import type { TransportSocketJson } from '#gen/envoy/envoy/config/core/v3/base_pb.js';
import type { FilterChainJson } from '#gen/envoy/envoy/config/listener/v3/listener_components_pb.js';
import type { CommonTlsContextJson } from '#gen/envoy/envoy/extensions/transport_sockets/tls/v3/tls_pb.js';
import { spiffeId } from '../../services/kit/tls/spiffe.ts';
import { pack } from '../api/pack.ts';
import type { TlsFolders } from '../options.ts';
import { secret } from './secrets.ts';

/** Asks every client for a certificate of one of `clients`. */
export function serveTls(folders: TlsFolders, clients: readonly string[]): FilterChainJson {
  const transportSocket: TransportSocketJson = {
    name: 'envoy.transport_sockets.tls',
    typedConfig: pack('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
      commonTlsContext: commonTls(folders, clients, 'h2'),
      requireClientCertificate: true,
      // A resumed session would carry on with a certificate that has expired since.
      disableStatelessSessionResumption: true,
      disableStatefulSessionResumption: true,
    }),
  };
  return { transportSocket, transportSocketConnectTimeout: '10s' };
}

/** Shows Envoy's certificate, and accepts only the one of `server`. */
export function callTls(folders: TlsFolders, server: string, alpn: 'h2' | 'http/1.1'): TransportSocketJson {
  return {
    name: 'envoy.transport_sockets.tls',
    typedConfig: pack('envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext', {
      commonTlsContext: commonTls(folders, [server], alpn),
      maxSessionKeys: 0,
    }),
  };
}

/** A root alone admits whatever it has signed: peers are known by their names. */
function commonTls(folders: TlsFolders, peers: readonly string[], alpn: string): CommonTlsContextJson {
  return {
    // Both: the highest that a client of Envoy's offers by default is 1.2.
    tlsParams: { tlsMinimumProtocolVersion: 'TLSv1_3', tlsMaximumProtocolVersion: 'TLSv1_3' },
    // Without it Node answers in HTTP/1.1.
    alpnProtocols: [alpn],
    tlsCertificateSdsSecretConfigs: [secret('identity', folders)],
    combinedValidationContext: {
      defaultValidationContext: {
        matchTypedSubjectAltNames: peers.map((name) => ({ sanType: 'URI', matcher: { exact: spiffeId(name) } })),
      },
      validationContextSdsSecretConfig: secret('trust', folders),
    },
  };
}
