import type { Logger } from './logger.ts';
import { startMetricsServer } from './metrics/metrics-server.ts';
import { parseOtlpEndpoint } from './tracing/otlp-endpoint.ts';
import { installTracer } from './tracing/tracer.ts';

export interface TelemetryOptions {
  /** The service's name in the topology: `posts`. */
  readonly name: string;
  readonly config: {
    /** Where `/metrics` is served; absent: nowhere. */
    readonly metricsPort?: number | undefined;
    /** Default: loopback. */
    readonly metricsHost?: string | undefined;
    /** Who takes spans, by OTLP over gRPC; absent: nobody, and tracing is off. */
    readonly otlpEndpoint?: string | undefined;
  };
  readonly logger: Logger;
}

/** Starts what shows the process from outside: its metrics, its traces. The first to start is the last to stop. */
export async function startTelemetry({ name, config, logger }: TelemetryOptions): Promise<AsyncDisposable> {
  await using resources = new AsyncDisposableStack();
  const { metricsHost: host = '127.0.0.1', metricsPort, otlpEndpoint } = config;
  if (metricsPort !== undefined) resources.use(await startMetricsServer({ host, port: metricsPort, logger }));
  const endpoint = otlpEndpoint === undefined ? undefined : parseOtlpEndpoint(otlpEndpoint);
  if (endpoint !== undefined) {
    // Loaded only now: it takes 15 MB, which most processes never need.
    const { createExportingTracer } = await import('./tracing/open-telemetry.ts');
    resources.use(installTracer(resources.use(createExportingTracer(name, endpoint))));
    logger.info({ otlpEndpoint }, 'traces are sent');
  }
  return resources.move();
}
