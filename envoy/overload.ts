import type {
  OverloadActionJson,
  OverloadManagerJson,
  TriggerJson,
} from '#gen/envoy/envoy/config/overload/v3/overload_pb.js';
import { pack } from './api/pack.ts';

const kib = 1024;
const mib = 1024 * kib;

// What Envoy allocates, measured and a little more: a connection of HTTP/2 over TLS that is idle after a page takes 41.7 KiB,
// an open stream in one that is there 34 (both together 76.2). A test sees that it stays so. Where fewer connections are open than may be, there
// is room for more streams.
const restBytes = 16 * mib;
export const connectionBytes = 44 * kib;
export const streamBytes = 34 * kib;
const streams = 5000;

/** Of what there may be, all fits below the first threshold, from which on idle connections go sooner. */
const firstThreshold = 0.85;

/** The services need the rest of the machine, and so do the files that the kernel keeps. */
const shareOfMachine = 0.25;

/** What Envoy's heap may take: all that the edge may have open, but no more than a quarter of the machine's memory. */
export function heapBound(maxEdgeConnections: number, machineBytes = Number.POSITIVE_INFINITY): number {
  const wanted = (restBytes + maxEdgeConnections * connectionBytes + streams * streamBytes) / firstThreshold;
  return Math.ceil(Math.min(wanted, machineBytes * shareOfMachine) / mib) * mib;
}

// The mesh and the admin interface do not ask for room here, but what they have open counts.
const connectionsBesideEdge = 2000;

/**
 * Refuses work before memory or sockets run out; what the edge may have open is in `maxEdgeConnections`. That, and
 * reject_incoming_connections, do not count what comes by `http3`: it is no longer accepted when memory is at its end.
 */
export function overloadManager(
  maxEdgeConnections: number,
  { http3 = false, machineBytes }: { http3?: boolean; machineBytes?: number | undefined } = {},
): OverloadManagerJson {
  return {
    refreshInterval: '0.25s',
    resourceMonitors: [
      {
        name: heap,
        typedConfig: pack('envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig', {
          maxHeapSizeBytes: String(heapBound(maxEdgeConnections, machineBytes)),
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
      { name: heap, scaled: { scalingThreshold: firstThreshold, saturationThreshold: 0.95 } },
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
