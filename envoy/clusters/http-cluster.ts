import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import { bufferBytes } from '../listener.ts';
import type { BootstrapOptions, Replica } from '../options.ts';
import { callTls } from '../tls/mutual-tls.ts';
import { findReplicas } from './endpoints.ts';

/** An HTTP/1.1 server, reached by TLS: replicas of `server`. */
export function httpCluster(
  name: string,
  server: string,
  replicas: readonly Replica[],
  { meshTls, dynamicFolder }: Pick<BootstrapOptions, 'meshTls' | 'dynamicFolder'>,
): ClusterJson {
  return {
    name,
    ...findReplicas(name, replicas, dynamicFolder),
    connectTimeout: '1s',
    perConnectionBufferLimitBytes: bufferBytes,
    transportSocket: callTls(meshTls, server, 'http/1.1'),
  };
}
