import type { TracingOptions } from '../../envoy/options.ts';
import { parseOtlpEndpoint } from '../../services/kit/tracing/otlp-endpoint.ts';
import { SetupError } from '../install/report.ts';

/**
 * Where Envoy sends traces, by the variables of OpenTelemetry that the services read too: OTEL_EXPORTER_OTLP_ENDPOINT
 * (gRPC, `http://127.0.0.1:4317`; without a port it is that one), OTEL_TRACES_SAMPLER_ARG (the share of traces that are kept; default: all).
 * Undefined where no endpoint is set: nothing is traced.
 */
export function readTracing(env: NodeJS.ProcessEnv): TracingOptions | undefined {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return undefined;
  const protocol = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL || env.OTEL_EXPORTER_OTLP_PROTOCOL || 'grpc';
  if (protocol !== 'grpc') {
    throw new SetupError(
      `OTEL_EXPORTER_OTLP_PROTOCOL may only be grpc, and is ${protocol}: name the collector's port for gRPC, which is 4317 as a rule.`,
    );
  }
  const collector = parseOtlpEndpoint(endpoint);
  if (collector?.protocol !== 'http:') {
    throw new SetupError(`OTEL_EXPORTER_OTLP_ENDPOINT must be like http://127.0.0.1:4317, and is ${endpoint}.`);
  }
  const sampling = Number(env.OTEL_TRACES_SAMPLER_ARG || 1);
  if (!(sampling >= 0 && sampling <= 1)) throw new SetupError('OTEL_TRACES_SAMPLER_ARG must be from 0 to 1.');
  return { host: collector.host, port: collector.port, sampling };
}
