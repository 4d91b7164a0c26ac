/** How many calls Envoy has sent to a cluster, health checks not counted; 0 for one that there is not. */
export async function countCalls(adminUrl: string, cluster: string): Promise<number> {
  const response = await fetch(`${adminUrl}/stats?filter=^cluster[.]${cluster}[.]upstream_rq_total$`);
  return Number(/: (\d+)/.exec(await response.text())?.[1] ?? 0);
}

interface Clusters {
  cluster_statuses: {
    host_statuses?: {
      address: { socket_address: { port_value: number } };
      stats: { name: string; value?: string }[];
    }[];
  }[];
}

/** How many calls Envoy has sent to what listens on a port; 0 where it knows nobody there. */
export async function countCallsAt(adminUrl: string, port: number): Promise<number> {
  const { cluster_statuses: clusters } = (await (await fetch(`${adminUrl}/clusters?format=json`)).json()) as Clusters;
  const hosts = clusters.flatMap(({ host_statuses = [] }) => host_statuses);
  const host = hosts.find(({ address }) => address.socket_address.port_value === port);
  return Number(host?.stats.find(({ name }) => name === 'rq_total')?.value ?? 0);
}
