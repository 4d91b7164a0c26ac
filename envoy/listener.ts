import type { AddressJson } from '#gen/envoy/envoy/config/core/v3/address_pb.js';
import type { FilterChainJson } from '#gen/envoy/envoy/config/listener/v3/listener_components_pb.js';
import type { ListenerJson } from '#gen/envoy/envoy/config/listener/v3/listener_pb.js';
import type { HttpConnectionManagerJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import { pack } from './api/pack.ts';
import type { SocketAddress } from './options.ts';

/** Bounds what one connection, of a caller or to a service, can make Envoy hold; messages may be larger. */
export const bufferBytes = 32_768;

/** A listener that speaks HTTP, over what `transport` says. */
export function httpListener(
  name: string,
  address: SocketAddress,
  manager: HttpConnectionManagerJson,
  transport: FilterChainJson = {},
): ListenerJson {
  return {
    name,
    address: socketAddress(address),
    perConnectionBufferLimitBytes: bufferBytes,
    filterChains: [
      {
        ...transport,
        filters: [
          {
            name: 'envoy.filters.network.http_connection_manager',
            typedConfig: pack(
              'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
              manager,
            ),
          },
        ],
      },
    ],
  };
}

/** An address in Envoy's form. */
export function socketAddress({ host, port }: SocketAddress): AddressJson {
  // Every address of the machine, those of IPv4 too.
  return { socketAddress: { address: host, portValue: port, ...(host === '::' && { ipv4Compat: true }) } };
}
