import type { HeaderValueOptionJson } from '#gen/envoy/envoy/config/core/v3/base_pb.js';
import type { QuicProtocolOptionsJson } from '#gen/envoy/envoy/config/core/v3/protocol_pb.js';
import type { ListenerJson } from '#gen/envoy/envoy/config/listener/v3/listener_pb.js';
import type { HttpConnectionManagerJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { pack } from '../api/pack.ts';
import { httpListener } from '../listener.ts';
import type { SocketAddress, TlsFolders } from '../options.ts';
import type { EdgeLimits } from './limits.ts';
import { edgeTlsContext } from './tls.ts';

/** The edge once more, over QUIC at the UDP port of the same number, with the same certificate. */
export function http3Listener(
  address: SocketAddress,
  manager: HttpConnectionManagerJson,
  { folders, limits }: { folders: TlsFolders; limits: EdgeLimits },
): ListenerJson {
  const quic: QuicProtocolOptionsJson = {
    // As of HTTP/2.
    maxConcurrentStreams: 100,
    initialStreamWindowSize: 65_536,
    initialConnectionWindowSize: 1_048_576,
    idleNetworkTimeout: `${limits.idleTimeoutMs / 1000}s`,
  };
  const transport = {
    transportSocket: {
      name: 'envoy.transport_sockets.quic',
      typedConfig: pack('envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport', {
        downstreamTlsContext: { commonTlsContext: edgeTlsContext(folders) },
      }),
    },
  };
  const { address: at, ...listener } = httpListener(
    'edge-http3',
    address,
    { ...manager, codecType: 'HTTP3', http3ProtocolOptions: {} },
    transport,
  );
  return {
    ...listener,
    address: { socketAddress: { ...at?.socketAddress, protocol: 'UDP' } },
    udpListenerConfig: {
      quicOptions: { quicProtocolOptions: quic, cryptoHandshakeTimeout: `${limits.handshakeTimeoutMs / 1000}s` },
      downstreamSocketConfig: { preferGro: true },
    },
  };
}

/** Tells who has come by TCP that there is HTTP/3, for a day. */
export function advertiseHttp3({ port }: SocketAddress): HeaderValueOptionJson {
  return {
    header: { key: 'alt-svc', value: `h3=":${port}"; ma=86400` },
    appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD',
  };
}
