import type { OverloadManagerJson } from '#gen/envoy/envoy/config/overload/v3/overload_pb.js';
import { pack } from './api/pack.ts';

const maxHeapBytes = 256 * 1024 * 1024;
const maxDownstreamConnections = 10_000;

/** Refuses work before memory or sockets run out. */
export const overloadManager: OverloadManagerJson = {
  refreshInterval: '0.25s',
  resourceMonitors: [
    {
      name: 'envoy.resource_monitors.fixed_heap',
      typedConfig: pack('envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig', {
        maxHeapSizeBytes: String(maxHeapBytes),
      }),
    },
    {
      name: 'envoy.resource_monitors.global_downstream_max_connections',
      typedConfig: pack('envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig', {
        maxActiveDownstreamConnections: String(maxDownstreamConnections),
      }),
    },
  ],
  actions: [
    onHeap('envoy.overload_actions.shrink_heap', 0.9),
    onHeap('envoy.overload_actions.stop_accepting_requests', 0.95),
  ],
};

function onHeap(name: string, share: number) {
  return { name, triggers: [{ name: 'envoy.resource_monitors.fixed_heap', threshold: { value: share } }] };
}
