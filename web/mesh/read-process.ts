import { parsePrometheusText, type Sample } from './prometheus-text.ts';
import {
  type CallsReport,
  type CertificateReport,
  type ConsumerReport,
  type ProcessReport,
  refusedCode,
} from './report.ts';
import type { MetricsTarget } from './targets.ts';

/** What one process says of itself and its calls. */
export interface ProcessPart {
  readonly process: ProcessReport;
  readonly calls: readonly CallsReport[];
  readonly consumers: readonly ConsumerReport[];
  readonly certificates: readonly CertificateReport[];
  /** The newest position of its own log; undefined where it has none, or did not answer. */
  readonly head: number | undefined;
}

/** Reads a scrape of a service; undefined where the process did not answer. */
export function readProcess({ service: name, replica, version }: MetricsTarget, text: string | undefined): ProcessPart {
  const samples = Map.groupBy(parsePrometheusText(text ?? ''), (sample) => sample.name);
  const all = (metric: string) => samples.get(metric) ?? [];
  const sum = (metric: string) => all(metric).reduce((total, { value }) => total + value, 0);
  return {
    process: {
      name,
      replica,
      ...(version !== undefined && { version }),
      up: text !== undefined,
      startTime: sum('process_start_time_seconds') * 1000,
      memoryBytes: sum('process_resident_memory_bytes'),
      cpuSeconds: sum('process_cpu_seconds_total'),
      openStreams: sum('grpc_server_open_streams'),
      waitingWrites: sum('database_write_queue_length'),
      commits: sum('database_commit_seconds_count'),
      commitSeconds: sum('database_commit_seconds_sum'),
    },
    calls: [...readServed(name, all), ...readMade(name, all)].map((calls) => ({ ...calls, replica })),
    consumers: readConsumers(name, all),
    certificates: all('certificate_expiry_time_seconds').map(({ value }) => ({
      holder: name,
      replica,
      expireTime: value * 1000,
      issueTime: sum('certificate_issue_time_seconds') * 1000,
    })),
    head: all('event_log_head')[0]?.value,
  };
}

type All = (metric: string) => readonly Sample[];

/** What came from outside; calls of other services are those services' to tell, for they also see what never arrived. */
function readServed(name: string, all: All): CallsReport[] {
  const fromEdge = ({ labels }: Sample) => labels.caller === 'edge';
  // It did not run, and has no other count.
  const refused = all('grpc_server_refused_total').map((sample) => ({
    ...sample,
    labels: { ...sample.labels, code: refusedCode },
  }));
  return readCalls(
    [...all('grpc_server_handled_total'), ...refused].filter(fromEdge),
    all('grpc_server_handling_seconds_bucket').filter(fromEdge),
    () => ({ from: 'edge', to: name }),
  );
}

function readMade(name: string, all: All): CallsReport[] {
  const handled = all('grpc_client_handled_total');
  const durations = all('grpc_client_handling_seconds_bucket');
  return readCalls(handled, durations, ({ callee = '' }) => ({ from: name, to: callee }));
}

type Ends = (labels: Readonly<Record<string, string>>) => { from: string; to: string };

function readCalls(handled: readonly Sample[], buckets: readonly Sample[], ends: Ends): CallsReport[] {
  const key = ({ labels }: Sample) => `${labels.callee ?? ''} ${labels.method}`;
  const durations = Map.groupBy(buckets, key);
  return [...Map.groupBy(handled, key)].map(([id, samples]) => ({
    ...ends(samples[0]?.labels ?? {}),
    method: samples[0]?.labels.method ?? '',
    codes: Object.fromEntries(samples.map(({ labels, value }) => [labels.code ?? '', value])),
    durations: (durations.get(id) ?? [])
      .filter(({ labels }) => labels.le !== '+Inf')
      .map(({ labels, value }) => ({ bound: Number(labels.le), count: value })),
  }));
}

function readConsumers(service: string, all: All): ConsumerReport[] {
  const positions = new Map(all('event_consumer_position').map(({ labels, value }) => [labels.source, value]));
  return all('event_consumer_lag').map(({ labels, value }) => ({
    service,
    source: labels.source ?? '',
    position: positions.get(labels.source) ?? 0,
    lag: value,
    running: true,
  }));
}
