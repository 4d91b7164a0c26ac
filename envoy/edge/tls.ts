import type { HeaderValueOptionJson } from '#gen/envoy/envoy/config/core/v3/base_pb.js';
import type { FilterChainJson } from '#gen/envoy/envoy/config/listener/v3/listener_components_pb.js';
import type { CommonTlsContextJson } from '#gen/envoy/envoy/extensions/transport_sockets/tls/v3/tls_pb.js';
import { isLoopback } from '../../services/kit/tls/plaintext.ts';
import { pack } from '../api/pack.ts';
import type { BootstrapOptions, TlsFolders } from '../options.ts';
import { secret } from '../tls/secrets.ts';
import type { EdgeLimits } from './limits.ts';

/**
 * What the edge's filter chain needs for TLS; nothing without a certificate. Throws where people's passwords would
 * then travel in plain text over a network.
 */
export function edgeTransport(options: BootstrapOptions, { handshakeTimeoutMs }: EdgeLimits): FilterChainJson {
  const { edgeTls, allowPlaintext, addresses, meshTls } = options;
  if (edgeTls !== undefined) return tls(meshTls, handshakeTimeoutMs);
  const { host } = addresses.edge;
  if (!isLoopback(host) && allowPlaintext !== true) {
    throw new Error(
      `edge: ${host} is not loopback, so it needs a certificate: give edgeTls.certificatePath and edgeTls.keyPath, ` +
        'or allowPlaintext where something in front ends TLS',
    );
  }
  return {};
}

/** Makes browsers keep to TLS for a year, once they have come by it. */
export const strictTransport: HeaderValueOptionJson = {
  header: { key: 'strict-transport-security', value: 'max-age=31536000' },
  appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD',
};

/** What the edge says of itself, and asks of clients, over TCP and over QUIC. */
export function edgeTlsContext(folders: TlsFolders): CommonTlsContextJson {
  return { tlsCertificateSdsSecretConfigs: [secret('edge', folders)] };
}

function tls(folders: TlsFolders, handshakeTimeoutMs: number): FilterChainJson {
  return {
    transportSocket: {
      name: 'envoy.transport_sockets.tls',
      typedConfig: pack('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
        commonTlsContext: {
          tlsParams: { tlsMinimumProtocolVersion: 'TLSv1_2' },
          ...edgeTlsContext(folders),
          alpnProtocols: ['h2', 'http/1.1'],
        },
      }),
    },
    // A handshake that takes longer is no client's.
    transportSocketConnectTimeout: `${handshakeTimeoutMs / 1000}s`,
  };
}
