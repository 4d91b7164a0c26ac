import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import type { ClusterLoadAssignmentJson } from '#gen/envoy/envoy/config/endpoint/v3/endpoint_pb.js';
import type { RuntimeJson } from '#gen/envoy/envoy/service/runtime/v3/rtds_pb.js';
import { breakersOf } from '../clusters/breakers.ts';
import { hasNames, loadAssignment } from '../clusters/endpoints.ts';
import { httpCluster } from '../clusters/http-cluster.ts';
import { serviceCluster } from '../clusters/service-cluster.ts';
import { breakersLayer, canaryOf, clusterNames } from '../names.ts';
import type { BootstrapOptions } from '../options.ts';
import { topology } from '../topology.ts';

/** Everything that routes lead to: the services, their canaries, the web server, the keys of access tokens. */
export function makeClusters(options: BootstrapOptions): ClusterJson[] {
  const { web, jwks } = options.addresses;
  return [
    ...serviceReplicas(options).map(({ service, cluster, replicas }) =>
      serviceCluster({ service, cluster }, replicas, options),
    ),
    httpCluster(clusterNames.web, 'web', [web], options),
    httpCluster(clusterNames.jwks, 'profile', jwks, options),
  ];
}

/** Where the replicas of services are, as far as they are not found by DNS. */
export function makeEndpoints(options: BootstrapOptions): ClusterLoadAssignmentJson[] {
  return serviceReplicas(options)
    .filter(({ replicas }) => !hasNames(replicas))
    .map(({ cluster, replicas }) => loadAssignment(cluster, replicas));
}

/** What the services may have under way by their replicas: see breakersOf. */
export function makeBreakers(options: BootstrapOptions): RuntimeJson {
  return { name: breakersLayer, layer: breakersOf(serviceReplicas(options)) };
}

/** The clusters of services: one each, and one for the canary of each that has one. */
function serviceReplicas({ addresses, canaries = {} }: BootstrapOptions) {
  const stable = topology.map(({ name }) => ({
    ...{ service: name, cluster: name, replicas: addresses.services[name] ?? [] },
  }));
  const beside = topology.flatMap(({ name }) => {
    const canary = canaries[name];
    return canary === undefined ? [] : [{ service: name, cluster: canaryOf(name), replicas: canary.replicas }];
  });
  return [...stable, ...beside];
}
