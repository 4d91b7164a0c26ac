import { isIP } from 'node:net';
import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import { socketAddress } from '../listener.ts';
import type { SocketAddress } from '../options.ts';

/** Where a cluster's replicas are; a host that is a name is resolved again and again. */
export function endpoints(name: string, replicas: readonly SocketAddress[]): ClusterJson {
  if (replicas.length === 0) throw new Error(`${name} has no address`);
  const named = replicas.some(({ host }) => isIP(host) === 0);
  return {
    type: named ? 'STRICT_DNS' : 'STATIC',
    ...(named && { dnsLookupFamily: 'V4_PREFERRED' }),
    loadAssignment: {
      clusterName: name,
      endpoints: [{ lbEndpoints: replicas.map((each) => ({ endpoint: { address: socketAddress(each) } })) }],
    },
  };
}
