import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import { bufferBytes } from '../listener.ts';
import type { SocketAddress } from '../options.ts';
import { endpoints } from './endpoints.ts';

/** A plain HTTP/1.1 server. */
export function httpCluster(name: string, address: SocketAddress): ClusterJson {
  return { name, ...endpoints(name, [address]), connectTimeout: '1s', perConnectionBufferLimitBytes: bufferBytes };
}
