import type { Metadata } from 'nice-grpc';

/** Where the gateway puts the address that its client has; what the client itself says of it is taken away there. */
const addressHeader = 'x-envoy-external-address';

/**
 * Where a call comes from, for counting: an IPv4 address or the /64 of an IPv6 one, of which a single home or server
 * has a whole network. A call that came past the gateway counts for the address of its connection.
 */
export function readClientNetwork({ metadata, peer }: { metadata: Metadata; peer: string }): string {
  return networkOf(metadata.get(addressHeader) ?? hostOf(peer));
}

function hostOf(peer: string): string {
  return peer.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}

function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = [], tail = []] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = [...head, ...zeros, ...tail].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
