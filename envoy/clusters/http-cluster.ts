import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import { pack } from '../api/pack.ts';
import { bufferBytes } from '../listener.ts';
import type { BootstrapOptions, Replica } from '../options.ts';
import { connectionAge } from '../tls/connection-age.ts';
import { callTls } from '../tls/mutual-tls.ts';
import { fixedEndpoints } from './endpoints.ts';

/**
 * An HTTP/1.1 server, reached by TLS: replicas of `server`. Where they are is part of the cluster: each file that Envoy
 * watches takes one of the few watches that Linux gives a user, and a new cluster of short requests disturbs nobody.
 */
export function httpCluster(
  name: string,
  server: string,
  replicas: readonly Replica[],
  { meshTls, meshConnectionAgeMs }: Pick<BootstrapOptions, 'meshTls' | 'meshConnectionAgeMs'>,
): ClusterJson {
  return {
    name,
    ...fixedEndpoints(name, replicas),
    // A page waits rather than comes without its scripts: there is nobody else who has them.
    connectTimeout: '5s',
    perConnectionBufferLimitBytes: bufferBytes,
    transportSocket: callTls(meshTls, server, 'http/1.1'),
    typedExtensionProtocolOptions: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': pack(
        'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
        {
          explicitHttpConfig: { httpProtocolOptions: {} },
          // Sooner than the server (`services/kit/tls/http-server.ts`), so that no request meets a closing connection.
          commonHttpProtocolOptions: { ...connectionAge(meshConnectionAgeMs), idleTimeout: '60s' },
        },
      ),
    },
  };
}
