import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import type { HttpConnectionManagerJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { pack } from './api/pack.ts';
import { endpoints } from './clusters/endpoints.ts';
import { clusterNames } from './names.ts';
import type { TracingOptions } from './options.ts';

type Tracing = Pick<HttpConnectionManagerJson, 'tracing'>;

/**
 * Traces of the edge, which decides what is sampled: by the id of the trace, whatever flag came with it, for a stranger
 * must not be able to turn on the work of tracing.
 */
export function edgeTracing(options: TracingOptions | undefined): Tracing {
  if (options === undefined) return {};
  const samplingPercentage = { numerator: Math.round(options.sampling * 1_000_000), denominator: 'MILLION' } as const;
  return tracing('edge', {
    name: 'envoy.tracers.opentelemetry.samplers.trace_id_ratio_based',
    typedConfig: pack('envoy.extensions.tracers.opentelemetry.samplers.v3.TraceIdRatioBasedSamplerConfig', {
      samplingPercentage,
    }),
  });
}

/** Traces of calls between services: those that belong to a sampled trace. What a consumer reads for hours does not. */
export function meshTracing(options: TracingOptions | undefined): Tracing {
  return options === undefined ? {} : tracing('mesh');
}

function tracing(listener: string, sampler?: { name: string; typedConfig: ReturnType<typeof pack> }): Tracing {
  return {
    tracing: {
      randomSampling: { value: 0 },
      // The path would come with its query.
      maxPathTagLength: 0,
      operation: '%PATH(NQ)%',
      provider: {
        name: 'envoy.tracers.opentelemetry',
        typedConfig: pack('envoy.config.trace.v3.OpenTelemetryConfig', {
          grpcService: { envoyGrpc: { clusterName: clusterNames.otlp }, timeout: '1s' },
          serviceName: `envoy-${listener}`,
          ...(sampler !== undefined && { sampler }),
        }),
      },
    },
  };
}

/** Who takes the traces: an OpenTelemetry collector, by OTLP over gRPC. */
export function tracingClusters(options: TracingOptions | undefined): ClusterJson[] {
  if (options === undefined) return [];
  return [
    {
      name: clusterNames.otlp,
      ...endpoints(clusterNames.otlp, [options]),
      connectTimeout: '1s',
      typedExtensionProtocolOptions: {
        'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': pack(
          'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
          { explicitHttpConfig: { http2ProtocolOptions: {} } },
        ),
      },
    },
  ];
}

/** Spans are sent every second, rather than every five. */
export function tracingRuntime(options: TracingOptions | undefined): Record<string, number> {
  return options === undefined ? {} : { 'tracing.opentelemetry.flush_interval_ms': 1_000 };
}
