import type { OutgoingHttpHeaders } from 'node:http2';
import { Metadata as GrpcMetadata } from '@grpc/grpc-js';
import { Metadata } from 'nice-grpc';

/** A copy as handlers take it. */
export function metadataFromGrpc(received: GrpcMetadata): Metadata {
  const metadata = new Metadata();
  for (const key of Object.keys(received.getMap())) metadata.set(key, received.get(key));
  return metadata;
}

/** A copy as grpc-js sends it. */
export function metadataToGrpc(metadata: Metadata): GrpcMetadata {
  const made = new GrpcMetadata();
  for (const [key, values] of metadata) {
    for (const value of values) made.add(key, typeof value === 'string' ? value : Buffer.from(value));
  }
  return made;
}

/** What grpc-js says of compression, of which there is none. Without it a client takes the same for granted. */
const idle: OutgoingHttpHeaders = { 'grpc-encoding': undefined, 'grpc-accept-encoding': undefined };

class NoHeader extends GrpcMetadata {
  override toHttp2Headers(): OutgoingHttpHeaders {
    return idle;
  }
}

/** An answer with the fewest headers: Envoy keeps each, twice, in 352 bytes for as long as a stream is open. */
export const noHeader: GrpcMetadata = new NoHeader();
