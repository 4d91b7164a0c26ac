import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { certificatePaths } from '../../services/kit/tls/certificate-files.ts';
import { gatewayName } from '../../services/kit/tls/spiffe.ts';
import type { MeshReport } from '../../web/mesh/report.ts';
import type { Mesh } from './mesh.ts';
import { nameOf, type ReplicaState } from './mesh-state.ts';
import { type ProcessStatus, programOf, readProcesses } from './supervise.ts';
import { describeVersion } from './version.ts';

/** A line of `mesh status`. What does not apply to a process, or is not known, is absent. */
export interface StatusLine {
  /** `posts/2`, `envoy` */
  readonly name: string;
  /** Supervisor's word for it: RUNNING, BACKOFF, STOPPED, … */
  readonly process: string;
  readonly pid?: number | undefined;
  readonly port?: number | undefined;
  readonly version?: string | undefined;
  /** As Envoy sees it; `starting` and `leaving` are those of an operation that goes on or was interrupted. */
  readonly health?: 'healthy' | 'unhealthy' | 'draining' | 'starting' | 'leaving' | 'unknown' | undefined;
  /** Of a hundred calls to the service, how many go to replicas of this kind. */
  readonly percent?: number | undefined;
  readonly calls?: number | undefined;
  readonly streams?: number | undefined;
  /** How many events of others' logs the service has not applied. */
  readonly lag?: number | undefined;
  /** When the certificate that it uses ends, in RFC 3339. */
  readonly certificateExpires?: string | undefined;
}

/** Everything that runs, and how it is. */
export async function readStatus(mesh: Mesh): Promise<StatusLine[]> {
  const [report, processes] = await Promise.all([mesh.look(), readProcesses(mesh.dataDir)]);
  const replicas = mesh.state.replicas.map((replica) => describeReplica(mesh, replica, { report, processes }));
  const others = ['envoy', 'web', 'certificates'].map((name) => ({
    ...{ name, process: processes.get(name)?.state ?? 'absent', pid: processes.get(name)?.pid },
    ...{
      port: name === 'envoy' || name === 'web' ? mesh.ports[name] : undefined,
      certificateExpires: expiryOf(mesh.tlsDir, name),
    },
  }));
  const shown = report.certificates.find(({ holder }) => holder === 'public');
  return [...replicas, ...others, ...(shown === undefined ? [] : [describePublic(shown.expireTime, processes)])];
}

/** What the edge shows, and the process that hands on its successor. */
function describePublic(expireTime: number, processes: Sources['processes']): StatusLine {
  const name = 'edge_certificate';
  const process = processes.get(name);
  return {
    ...{ name, process: process?.state ?? 'absent', pid: process?.pid },
    certificateExpires: toTime(expireTime),
  };
}

interface Sources {
  readonly report: MeshReport;
  readonly processes: ReadonlyMap<string, ProcessStatus>;
}

function describeReplica(mesh: Mesh, replica: ReplicaState, { report, processes }: Sources): StatusLine {
  const [name, process] = [nameOf(replica), processes.get(programOf(replica))];
  const { gateway, consumers } = report;
  const seen = gateway?.replicas.find((each) => each.replica === name);
  const own = report.processes.find((each) => each.replica === name);
  const percent = mesh.state.canaries[replica.service]?.percent ?? 0;
  const streams = own?.up === true ? own.openStreams : undefined;
  const lags = consumers.filter(({ service }) => service === replica.service).map(({ lag }) => lag);
  return {
    ...{ name, process: process?.state ?? 'absent', pid: process?.pid, port: replica.port },
    version: describeVersion(replica.version),
    health: replica.phase === 'serving' ? healthOf(seen) : replica.phase,
    percent: replica.phase !== 'serving' ? 0 : replica.canary ? percent : 100 - percent,
    calls: seen === undefined ? undefined : Math.max(0, seen.activeCalls - (streams ?? 0)),
    streams,
    lag: lags.length === 0 ? undefined : Math.max(...lags),
    certificateExpires: toTime(report.certificates.find((each) => each.replica === name)?.expireTime),
  };
}

function healthOf(seen: { healthy: boolean } | undefined): 'healthy' | 'unhealthy' | 'unknown' {
  if (seen === undefined) return 'unknown';
  return seen.healthy ? 'healthy' : 'unhealthy';
}

function toTime(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

function expiryOf(tlsDir: string, name: string): string | undefined {
  const path = certificatePaths(tlsDir, name === 'envoy' ? gatewayName : name).certificate;
  return existsSync(path) ? new X509Certificate(readFileSync(path)).validToDate.toISOString() : undefined;
}

const heads = ['replica', 'process', 'port', 'version', 'health', 'share', 'calls', 'streams', 'lag', 'certificate'];

/** The lines as a table for people. */
export function formatStatus(lines: readonly StatusLine[], now: Date): string {
  const rows = lines.map((line) => [
    ...[line.name, line.process.toLowerCase(), line.port, line.version, line.health],
    ...[line.percent === undefined ? undefined : `${line.percent} %`, line.calls, line.streams, line.lag],
    line.certificateExpires === undefined ? undefined : formatTimeLeft(new Date(line.certificateExpires), now),
  ]);
  const cells = [heads, ...rows.map((row) => row.map((cell) => cell?.toString() ?? '–'))];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function formatTimeLeft(end: Date, now: Date): string {
  const hours = (end.getTime() - now.getTime()) / 3_600_000;
  return hours <= 0 ? 'expired' : `${hours.toFixed(1)} h left`;
}
