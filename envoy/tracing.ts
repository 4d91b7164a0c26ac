import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import type { TypedExtensionConfigJson } from '#gen/envoy/envoy/config/core/v3/extension_pb.js';
import type { HttpConnectionManagerJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { pack } from './api/pack.ts';
import { fixedEndpoints } from './clusters/endpoints.ts';
import { clusterNames } from './names.ts';
import type { TracingOptions } from './options.ts';

type Tracing = Pick<HttpConnectionManagerJson, 'tracing'>;

/**
 * Traces of the edge, which decides what is sampled: by the id of the trace, whatever flag came with it, for a stranger
 * must not be able to turn on the work of tracing. Where nobody takes traces none is kept, and each call still has an id,
 * by which the logs of Envoy and of the services can be read together.
 */
export function edgeTracing(options: TracingOptions | undefined): Tracing {
  return tracing('edge', byTraceId(options?.sampling ?? 0));
}

/** Traces of calls between services: those that belong to a sampled trace. What a consumer reads for hours does not. */
export function meshTracing(options: TracingOptions | undefined): Tracing {
  return tracing('mesh', options === undefined ? byTraceId(0) : asParent(byTraceId(0)));
}

function byTraceId(share: number): TypedExtensionConfigJson {
  return {
    name: 'envoy.tracers.opentelemetry.samplers.trace_id_ratio_based',
    typedConfig: pack('envoy.extensions.tracers.opentelemetry.samplers.v3.TraceIdRatioBasedSamplerConfig', {
      samplingPercentage: { numerator: Math.round(share * 1_000_000), denominator: 'MILLION' },
    }),
  };
}

/** As the flag of the trace says; what comes without a trace, as `root` says. */
function asParent(root: TypedExtensionConfigJson): TypedExtensionConfigJson {
  return {
    name: 'envoy.tracers.opentelemetry.samplers.parent_based',
    typedConfig: pack('envoy.extensions.tracers.opentelemetry.samplers.v3.ParentBasedSamplerConfig', {
      wrappedSampler: root,
    }),
  };
}

function tracing(listener: string, sampler: TypedExtensionConfigJson): Tracing {
  return {
    tracing: {
      // These two would come with the query.
      maxPathTagLength: 0,
      customTags: [{ tag: 'grpc.path', value: '%PATH(NQ)%' }],
      operation: '%PATH(NQ)%',
      provider: {
        name: 'envoy.tracers.opentelemetry',
        typedConfig: pack('envoy.config.trace.v3.OpenTelemetryConfig', {
          grpcService: { envoyGrpc: { clusterName: clusterNames.otlp }, timeout: '1s' },
          serviceName: `envoy-${listener}`,
          sampler,
        }),
      },
    },
  };
}

/** Who takes the traces: an OpenTelemetry collector, by OTLP over gRPC; or nobody, for Envoy asks for a cluster. */
export function tracingClusters(options: TracingOptions | undefined): ClusterJson[] {
  if (options === undefined) return [{ name: clusterNames.otlp, type: 'STATIC' }];
  return [
    {
      name: clusterNames.otlp,
      ...fixedEndpoints(clusterNames.otlp, [options]),
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
