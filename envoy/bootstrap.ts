import type { BootstrapJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { makeAdmin } from './admin.ts';
import { checkOwners } from './contract.ts';
import { makeClusters } from './dynamic/clusters.ts';
import { fileNames, fromFile } from './dynamic/sources.ts';
import { defaultEdgeLimits } from './edge/limits.ts';
import { edgeListeners } from './edge/listener.ts';
import { meshListener } from './mesh/listener.ts';
import type { BootstrapOptions } from './options.ts';
import { overloadManager } from './overload.ts';
import { runtime } from './runtime.ts';
import { tracingClusters } from './tracing.ts';

/**
 * What Envoy reads when it starts, from the contract and the topology. With a dynamicFolder, clusters, endpoints and
 * routes are in files there, which it watches: see makeDynamicFiles. Throws if an RPC of the contract has no owner, or
 * a service no address.
 */
export function makeBootstrap(options: BootstrapOptions): BootstrapJson {
  const { policies, addresses, dynamicFolder } = options;
  const limits = { ...defaultEdgeLimits, ...options.edgeLimits };
  const watched = dynamicFolder !== undefined;
  checkOwners(policies);
  return {
    node: { id: 'gateway', cluster: 'tertulia' },
    admin: makeAdmin(addresses.admin),
    // How old a histogram may be: what reads it every three seconds sees every call.
    statsFlushInterval: '2s',
    layeredRuntime: runtime(limits, options),
    overloadManager: overloadManager(limits.maxConnections, {
      http3: options.edgeHttp3 ?? false,
      machineBytes: options.machineBytes,
    }),
    ...(watched && { dynamicResources: { cdsConfig: fromFile(dynamicFolder, fileNames.clusters) } }),
    staticResources: {
      listeners: [...edgeListeners(options, limits), meshListener(options)],
      clusters: [...(watched ? [] : makeClusters(options)), ...tracingClusters(options.tracing)],
    },
  };
}
