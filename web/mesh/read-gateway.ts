import { readOutside, readUnanswered, readValues, type Stats } from './envoy-stats.ts';
import type { GatewayReport, ReplicaReport } from './report.ts';

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

/** Reads Envoy's answers. `services`: the clusters that are of interest. */
export function readGateway(stats: Stats, clusters: Clusters, services: ReadonlySet<string>): GatewayReport {
  const values = readValues(stats);
  const value = (name: string) => values.get(name) ?? 0;
  return {
    replicas: (clusters.cluster_statuses ?? [])
      .filter(({ name }) => services.has(name))
      .flatMap(({ name, host_statuses = [] }) => host_statuses.map((host) => readReplica(name, host))),
    connections: value('http.edge.downstream_cx_active'),
    refused: value('http.edge.downstream_rq_4xx') + value('http.edge.downstream_rq_5xx'),
    faultsInjected: value('http.edge.fault.aborts_injected') + value('http.edge.fault.delays_injected'),
    outside: readOutside(stats, values),
    unanswered: readUnanswered(values, services),
    unserved: Object.fromEntries(
      [...services].map((name) => [name, value(`cluster.${name}.upstream_cx_none_healthy`)]),
    ),
  };
}

function readReplica(service: string, { address, health_status = {}, stats = [] }: HostStatus): ReplicaReport {
  const { address: host = '?', port_value: port = 0 } = address?.socket_address ?? {};
  // Each reason not to call a replica is a field of its own that is true.
  const failing = Object.entries(health_status).some(([name, value]) => name.startsWith('failed_') && value === true);
  const active = stats.find(({ name }) => name === 'rq_active')?.value ?? '0';
  return { service, address: `${host}:${port}`, healthy: !failing, activeCalls: Number(active) };
}
