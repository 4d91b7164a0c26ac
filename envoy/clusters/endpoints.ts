import { isIP } from 'node:net';
import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import type { ClusterLoadAssignmentJson } from '#gen/envoy/envoy/config/endpoint/v3/endpoint_pb.js';
import { fileNames, fromFile } from '../dynamic/sources.ts';
import { socketAddress } from '../listener.ts';
import type { Replica } from '../options.ts';

/** How a cluster finds its replicas: in a watched file, if there is a folder of them and they have addresses. */
export function findReplicas(name: string, replicas: readonly Replica[], folder: string | undefined): ClusterJson {
  if (folder === undefined || hasNames(replicas)) return fixedEndpoints(name, replicas);
  const edsConfig = fromFile(folder, fileNames.endpoints(name));
  return { type: 'EDS', edsClusterConfig: { edsConfig }, ignoreHealthOnHostRemoval: true };
}

/** Where a cluster's replicas are, in the cluster itself; a host that is a name is resolved again and again. */
export function fixedEndpoints(name: string, replicas: readonly Replica[]): ClusterJson {
  return hasNames(replicas)
    ? namedEndpoints(name, replicas)
    : { type: 'STATIC', loadAssignment: loadAssignment(name, replicas) };
}

/** Whether it is DNS that knows where some of them are. */
export function hasNames(replicas: readonly Replica[]): boolean {
  return replicas.some(({ host }) => isIP(host) === 0);
}

/** One that drains keeps the calls it has, and gets no new ones. */
export function loadAssignment(name: string, replicas: readonly Replica[]): ClusterLoadAssignmentJson {
  if (replicas.length === 0) throw new Error(`${name} has no address`);
  const lbEndpoints = replicas.map((each) => ({
    endpoint: { address: socketAddress(each) },
    ...(each.draining === true && { healthStatus: 'DRAINING' as const }),
  }));
  return { clusterName: name, endpoints: [{ lbEndpoints }] };
}

function namedEndpoints(name: string, replicas: readonly Replica[]): ClusterJson {
  return { type: 'STRICT_DNS', dnsLookupFamily: 'V4_PREFERRED', loadAssignment: loadAssignment(name, replicas) };
}
