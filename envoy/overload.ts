import type {
  OverloadActionJson,
  OverloadManagerJson,
  TriggerJson,
} from '#gen/envoy/envoy/config/overload/v3/overload_pb.js';
import { pack } from './api/pack.ts';

// An idle connection of HTTP/2 takes 36 kB, so those that there may be take less than the threshold of any action.
const maxHeapBytes = 256 * 1024 * 1024;
// The mesh and the admin interface do not ask for room here, but what they have open counts.
const connectionsBesideEdge = 2000;

/**
 * Refuses work before memory or sockets run out; what the edge may have open is in `maxEdgeConnections`. That, and
 * reject_incoming_connections, do not count what comes by `http3`: it is no longer accepted when memory is at its end.
 */
export function overloadManager(maxEdgeConnections: number, { http3 = false } = {}): OverloadManagerJson {
  return {
    refreshInterval: '0.25s',
    resourceMonitors: [
      {
        name: heap,
        typedConfig: pack('envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig', {
          maxHeapSizeBytes: String(maxHeapBytes),
        }),
      },
      {
        name: 'envoy.resource_monitors.global_downstream_max_connections',
        typedConfig: pack('envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig', {
          maxActiveDownstreamConnections: String(maxEdgeConnections + connectionsBesideEdge),
        }),
      },
    ],
    // Where a filter is asked first, so that the refusal has CORS headers: a page sees it for what it is.
    loadshedPoints: [{ name: 'envoy.load_shed_points.http_downstream_filter_check', triggers: [on(above(0.92))] }],
    actions: [
      reduceTimeouts,
      onHeap('shrink_heap', above(0.9)),
      onHeap('stop_accepting_requests', above(0.95)),
      onHeap('reject_incoming_connections', above(0.98)),
      ...(http3 ? [onHeap('stop_accepting_connections', above(0.99))] : []),
    ],
  };
}

const heap = 'envoy.resource_monitors.fixed_heap';

/** First, what nobody uses is let go of sooner: from 85 % on, and at 95 % after seconds. */
const reduceTimeouts: OverloadActionJson = {
  ...onHeap('reduce_timeouts', { scaled: { scalingThreshold: 0.85, saturationThreshold: 0.95 } }),
  typedConfig: pack('envoy.config.overload.v3.ScaleTimersOverloadActionConfig', {
    timerScaleFactors: [
      { timer: 'HTTP_DOWNSTREAM_CONNECTION_IDLE', minTimeout: '2s' },
      { timer: 'HTTP_DOWNSTREAM_CONNECTION_MAX', minTimeout: '60s' },
    ],
  }),
};

function onHeap(action: string, trigger: TriggerJson): OverloadActionJson {
  return { name: `envoy.overload_actions.${action}`, triggers: [on(trigger)] };
}

function on(trigger: TriggerJson): TriggerJson {
  return { name: heap, ...trigger };
}

function above(share: number): TriggerJson {
  return { threshold: { value: share } };
}
