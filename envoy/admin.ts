import type { AdminJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { socketAddress } from './listener.ts';
import type { SocketAddress } from './options.ts';

// What watches and drains the gateway needs; changing it, dumping it and ending it stay out.
const allowed = ['/ready', '/stats', '/clusters', '/listeners', '/server_info', '/drain_listeners', '/healthcheck/'];

/** The admin interface, for the machine itself only. */
export function makeAdmin(address: SocketAddress): AdminJson {
  return {
    address: socketAddress(address),
    allowPaths: allowed.map((prefix) => ({ prefix })),
  };
}
