import type { HttpProtocolOptionsJson } from '#gen/envoy/envoy/config/core/v3/protocol_pb.js';

const defaultAgeMs = 3_600_000;

/**
 * A certificate is looked at when a connection begins: so that none outlives its certificate for long, new calls take a
 * new connection after a while. What runs on the old one goes on to its end.
 */
export function connectionAge(ageMs = defaultAgeMs): HttpProtocolOptionsJson {
  return { maxConnectionDuration: `${ageMs / 1000}s` };
}
