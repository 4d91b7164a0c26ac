import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricsTarget } from '../../web/mesh/targets.ts';
import { type Ports, serviceNames } from './ports.ts';

/** Where the web server reads whom to ask for metrics. */
export function metricsTargetsPath(dataDir: string): string {
  return join(dataDir, 'run/metrics-targets.json');
}

/** Says who is to be asked from now on. */
export function writeMetricsTargets(dataDir: string, targets: readonly MetricsTarget[]): void {
  const path = metricsTargetsPath(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(targets, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** As at every start: one replica of each service. */
export function writeFirstTargets(dataDir: string, ports: Ports): void {
  writeMetricsTargets(
    dataDir,
    serviceNames.map((service) =>
      makeTarget(service, 1, { port: ports[service], metricsPort: ports[`${service}Metrics`] }),
    ),
  );
}

/** The target of one replica. */
export function makeTarget(
  service: string,
  number: number,
  { port, metricsPort }: { port: number; metricsPort: number },
): MetricsTarget {
  return {
    service,
    replica: `${service}/${number}`,
    address: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${metricsPort}/metrics`,
  };
}
