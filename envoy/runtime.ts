import type { LayeredRuntimeJson, RuntimeLayerJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { fileNames, fromFile } from './dynamic/sources.ts';
import type { EdgeLimits } from './edge/limits.ts';
import { breakersLayer } from './names.ts';
import type { BootstrapOptions } from './options.ts';
import { tracingRuntime } from './tracing.ts';

/** Settings that Envoy has no field for. */
export function runtime(
  limits: EdgeLimits,
  { tracing, dynamicFolder }: Pick<BootstrapOptions, 'tracing' | 'dynamicFolder'>,
): LayeredRuntimeJson {
  return {
    layers: [
      {
        name: 'static',
        staticLayer: {
          // A retired field or feature ends the start, rather than a later version's.
          'envoy.features.fail_on_any_deprecated_feature': true,
          'envoy.resource_limits.listener.edge.connection_limit': limits.maxConnections,
          // Rapid reset, https://www.cve.org/CVERecord?id=CVE-2023-44487
          'overload.premature_reset_total_stream_count': limits.prematureResets,
          'overload.premature_reset_min_stream_lifetime_seconds': 1,
          // Of each connection in turn: else a round over all of them, in a flood, takes longer than the services' work.
          'http.max_requests_per_io_cycle': 4,
          ...tracingRuntime(tracing),
        },
      },
      ...(dynamicFolder === undefined ? [] : [watchedBreakers(dynamicFolder)]),
    ],
  };
}

function watchedBreakers(folder: string): RuntimeLayerJson {
  return {
    name: breakersLayer,
    rtdsLayer: { name: breakersLayer, rtdsConfig: fromFile(folder, fileNames.breakers) },
  };
}
