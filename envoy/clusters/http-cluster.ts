import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import type { TransportSocketJson } from '#gen/envoy/envoy/config/core/v3/base_pb.js';
import { bufferBytes } from '../listener.ts';
import type { SocketAddress } from '../options.ts';
import { endpoints } from './endpoints.ts';

/** An HTTP/1.1 server, reached by TLS. */
export function httpCluster(name: string, address: SocketAddress, transportSocket: TransportSocketJson): ClusterJson {
  return {
    name,
    ...endpoints(name, [address]),
    connectTimeout: '1s',
    perConnectionBufferLimitBytes: bufferBytes,
    transportSocket,
  };
}
