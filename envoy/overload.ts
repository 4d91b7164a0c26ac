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
        name: connections,
        typedConfig: pack('envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig', {
          maxActiveDownstreamConnections: String(maxEdgeConnections + connectionsBesideEdge),
        }),
      },
    ],
    // Where a filter is asked first, so that the refusal has CORS headers: a page sees it for what it is. The action
    // stop_accepting_requests refuses the same requests without them.
    loadshedPoints: [{ name: 'envoy.load_shed_points.http_downstream_filter_check', triggers: [on(above(0.92))] }],
    actions: [
      reduceTimeouts(maxEdgeConnections),
      onHeap('shrink_heap', above(0.9)),
      onHeap('reject_incoming_connections', above(0.98)),
      ...(http3 ? [onHeap('stop_accepting_connections', above(0.99))] : []),
    ],
  };
}

const heap = 'envoy.resource_monitors.fixed_heap';
const connections = 'envoy.resource_monitors.global_downstream_max_connections';

/**
 * First, what nobody uses is let go of sooner: from 85 % of the memory on, or from half of the connections that the edge
 * may have, so that who only holds connections does not hold all of them for long. At 95 and 90 % it goes after seconds.
 */
function reduceTimeouts(maxEdgeConnections: number): OverloadActionJson {
  const ofEdge = (share: number) => (share * maxEdgeConnections) / (maxEdgeConnections + connectionsBesideEdge);
  return {
    name: 'envoy.overload_actions.reduce_timeouts',
    triggers: [
      { name: heap, scaled: { scalingThreshold: 0.85, saturationThreshold: 0.95 } },
      { name: connections, scaled: { scalingThreshold: ofEdge(0.5), saturationThreshold: ofEdge(0.9) } },
    ],
    typedConfig: pack('envoy.config.overload.v3.ScaleTimersOverloadActionConfig', {
      timerScaleFactors: [
        { timer: 'HTTP_DOWNSTREAM_CONNECTION_IDLE', minTimeout: '2s' },
        { timer: 'HTTP_DOWNSTREAM_CONNECTION_MAX', minTimeout: '60s' },
        { timer: 'TRANSPORT_SOCKET_CONNECT', minTimeout: '2s' },
      ],
    }),
  };
}

function onHeap(action: string, trigger: TriggerJson): OverloadActionJson {
  return { name: `envoy.overload_actions.${action}`, triggers: [on(trigger)] };
}

function on(trigger: TriggerJson): TriggerJson {
  return { name: heap, ...trigger };
}

function above(share: number): TriggerJson {
  return { threshold: { value: share } };
}
