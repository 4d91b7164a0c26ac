/** How much a stranger can ask of the edge, where a deployment or a test may want another number than the default. */
export interface EdgeLimits {
  /** Open connections to the edge. More are closed as soon as they are made. */
  readonly maxConnections: number;
  /** Bytes of a request's headers, in units of 1024. More is 431. */
  readonly maxHeadersKb: number;
  /** Headers of a request. More is 431 for HTTP/1, a reset for HTTP/2. */
  readonly maxHeaders: number;
  /** How long the handshake of TLS may take. QUIC gives at least 5 s. */
  readonly handshakeTimeoutMs: number;
  /** How long a request's headers may take. Longer is 408. */
  readonly headersTimeoutMs: number;
  /** How long a whole request may take to arrive, its body included. Longer is 408. */
  readonly requestTimeoutMs: number;
  /** How long an answer that is ready may wait until the caller reads on. */
  readonly flushTimeoutMs: number;
  /** How long a connection may be without a request. */
  readonly idleTimeoutMs: number;
  /** How long a connection takes new requests; what runs then goes on. */
  readonly maxConnectionAgeMs: number;
  /** A connection is closed when it has had so many streams and half of them were reset within a second. */
  readonly prematureResets: number;
}

/** Each is a line of docs/edge.md. */
export const defaultEdgeLimits: EdgeLimits = {
  maxConnections: 6000,
  maxHeadersKb: 32,
  maxHeaders: 100,
  handshakeTimeoutMs: 10_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  flushTimeoutMs: 60_000,
  idleTimeoutMs: 300_000,
  maxConnectionAgeMs: 3_600_000,
  prematureResets: 500,
};
