import { readOutside, readUnanswered, readValues, type Stats } from './envoy-stats.ts';
import type { GatewayReport, ReplicaReport } from './report.ts';
import type { MetricsTarget } from './targets.ts';

/** What the cluster of a service's canary is called after: see canaryOf in envoy/names.ts. */
const canaryEnding = /-canary$/;

/** What is read of /clusters?format=json. */
interface Clusters {
  readonly cluster_statuses?: readonly {
    readonly name: string;
    readonly host_statuses?: readonly HostStatus[];
  }[];
}

interface HostStatus {
  readonly address?: { readonly socket_address?: { readonly address: string; readonly port_value: number } };
  readonly health_status?: Readonly<Record<string, unknown>>;
  readonly stats?: readonly { readonly name: string; readonly value?: string }[];
}

/** Reads Envoy's answers, as far as they are of the services of `targets`. */
export function readGateway(stats: Stats, clusters: Clusters, targets: readonly MetricsTarget[]): GatewayReport {
  const services = new Set(targets.map(({ service }) => service));
  const names = new Map(targets.map(({ address, replica }) => [address, replica]));
  const values = readValues(stats);
  const value = (name: string) => values.get(name) ?? 0;
  const unserved = (cluster: string) => value(`cluster.${cluster}.upstream_cx_none_healthy`);
  return {
    replicas: (clusters.cluster_statuses ?? [])
      .filter(({ name }) => services.has(name.replace(canaryEnding, '')))
      .flatMap(({ name, host_statuses = [] }) => host_statuses.map((host) => readReplica(name, host)))
      .map((replica) => ({ ...replica, replica: names.get(replica.address) })),
    connections: value('http.edge.downstream_cx_active'),
    refused: value('http.edge.downstream_rq_4xx') + value('http.edge.downstream_rq_5xx'),
    faultsInjected: value('http.edge.fault.aborts_injected') + value('http.edge.fault.delays_injected'),
    outside: readOutside(stats, values),
    unanswered: readUnanswered(values, services),
    unserved: Object.fromEntries([...services].map((name) => [name, unserved(name) + unserved(`${name}-canary`)])),
  };
}

function readReplica(cluster: string, { address, health_status = {}, stats = [] }: HostStatus): ReplicaReport {
  const { address: host = '?', port_value: port = 0 } = address?.socket_address ?? {};
  // Each reason not to call a replica is a field of its own that is true.
  const failing = Object.entries(health_status).some(([name, value]) => name.startsWith('failed_') && value === true);
  const active = stats.find(({ name }) => name === 'rq_active')?.value ?? '0';
  return {
    service: cluster.replace(canaryEnding, ''),
    address: `${host}:${port}`,
    healthy: !failing,
    draining: health_status.eds_health_status === 'DRAINING',
    canary: canaryEnding.test(cluster),
    activeCalls: Number(active),
  };
}
