import type { AdminJson } from '#gen/envoy/envoy/config/bootstrap/v3/bootstrap_pb.js';
import { isLoopback } from '../services/kit/tls/plaintext.ts';
import { socketAddress } from './listener.ts';
import type { SocketAddress } from './options.ts';

// What watches and drains the gateway needs; changing it, dumping it and ending it stay out.
const allowed = [
  '/ready',
  '/stats',
  '/clusters',
  '/certs',
  '/listeners',
  '/server_info',
  '/drain_listeners',
  '/healthcheck/',
];

/** The admin interface, for the machine itself only: any other address is an error. */
export function makeAdmin(address: SocketAddress): AdminJson {
  if (!isLoopback(address.host)) throw new Error(`admin: ${address.host} is not loopback, and nobody else may ask`);
  return {
    address: socketAddress(address),
    // Can be asked also while strangers hold every connection that there may be.
    ignoreGlobalConnLimit: true,
    allowPaths: allowed.map((prefix) => ({ prefix })),
  };
}
