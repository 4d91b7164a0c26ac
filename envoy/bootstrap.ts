import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { makeAdmin } from './admin.ts';
import { checkOwners } from './contract.ts';
import { fileNames, fromFile } from './dynamic/sources.ts';
import { defaultEdgeLimits } from './edge/limits.ts';
import { edgeListeners } from './edge/listener.ts';
import { meshListener } from './mesh/listener.ts';
import type { BootstrapOptions } from './options.ts';
import { overloadManager } from './overload.ts';
import { runtime } from './runtime.ts';
import { tracingClusters } from './tracing.ts';

/**
 * What Envoy reads when it starts, from the contract and the topology. Clusters, their endpoints and routes are in
 * files of their own, which it watches: see makeDynamicFiles. Throws if an RPC of the contract has no owner.
 */
export function makeBootstrap(options: BootstrapOptions): BootstrapJson {
  const { policies, addresses, dynamicFolder } = options;
  const limits = { ...defaultEdgeLimits, ...options.edgeLimits };
  checkOwners(policies);
  return {
    node: { id: 'gateway', cluster: 'tertulia' },
    admin: makeAdmin(addresses.admin),
    layeredRuntime: runtime(limits, options.tracing),
    overloadManager: overloadManager(limits.maxConnections, { http3: options.edgeHttp3 ?? false }),
    dynamicResources: { cdsConfig: fromFile(dynamicFolder, fileNames.clusters) },
    staticResources: {
      listeners: [...edgeListeners(options, limits), meshListener(options)],
      clusters: tracingClusters(options.tracing),
    },
  };
}
