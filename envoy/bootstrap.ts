import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { makeAdmin } from './admin.ts';
import { httpCluster } from './clusters/http-cluster.ts';
import { serviceCluster } from './clusters/service-cluster.ts';
import { checkOwners } from './contract.ts';
import { edgeListener } from './edge/listener.ts';
import { meshListener } from './mesh/listener.ts';
import { clusterNames } from './names.ts';
import type { BootstrapOptions } from './options.ts';
import { overloadManager } from './overload.ts';
import { topology } from './topology.ts';

/**
 * Envoy's whole configuration, from the contract and the topology.
 * Throws if an RPC of the contract has no owner, or a service no address.
 */
export function makeBootstrap(options: BootstrapOptions): BootstrapJson {
  const { policies, addresses } = options;
  checkOwners(policies);
  return {
    node: { id: 'gateway', cluster: 'tertulia' },
    admin: makeAdmin(addresses.admin),
    // A retired field or feature ends the start, rather than a later version's.
    layeredRuntime: {
      layers: [{ name: 'strict', staticLayer: { 'envoy.features.fail_on_any_deprecated_feature': true } }],
    },
    overloadManager,
    staticResources: {
      listeners: [edgeListener(options), meshListener(options)],
      clusters: [
        ...topology.map(({ name }) => serviceCluster(name, addresses.services[name] ?? [])),
        httpCluster(clusterNames.web, addresses.web),
        httpCluster(clusterNames.jwks, addresses.jwks),
      ],
    },
  };
}
