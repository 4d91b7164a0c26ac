import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { makeAdmin } from './admin.ts';
import { httpCluster } from './clusters/http-cluster.ts';
import { serviceCluster } from './clusters/service-cluster.ts';
import { checkOwners } from './contract.ts';
import { defaultEdgeLimits } from './edge/limits.ts';
import { edgeListener } from './edge/listener.ts';
import { meshListener } from './mesh/listener.ts';
import { clusterNames } from './names.ts';
import type { BootstrapOptions } from './options.ts';
import { overloadManager } from './overload.ts';
import { runtime } from './runtime.ts';
import { callTls } from './tls/mutual-tls.ts';
import { topology } from './topology.ts';
import { tracingClusters } from './tracing.ts';

/**
 * Envoy's whole configuration, from the contract and the topology.
 * Throws if an RPC of the contract has no owner, or a service no address.
 */
export function makeBootstrap(options: BootstrapOptions): BootstrapJson {
  const { policies, addresses, meshTls } = options;
  const limits = { ...defaultEdgeLimits, ...options.edgeLimits };
  checkOwners(policies);
  return {
    node: { id: 'gateway', cluster: 'tertulia' },
    admin: makeAdmin(addresses.admin),
    layeredRuntime: runtime(limits, options.tracing),
    overloadManager: overloadManager(limits.maxConnections),
    staticResources: {
      listeners: [edgeListener(options, limits), meshListener(options)],
      clusters: [
        ...topology.map(({ name }) => serviceCluster(name, addresses.services[name] ?? [], options)),
        httpCluster(clusterNames.web, addresses.web, callTls(meshTls, 'web', 'http/1.1')),
        httpCluster(clusterNames.jwks, addresses.jwks, callTls(meshTls, 'profile', 'http/1.1')),
        ...tracingClusters(options.tracing),
      ],
    },
  };
}
