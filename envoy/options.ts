import type { Policies } from '../services/kit/policies.ts';
import type { AddressLimit } from './edge/address-limit.ts';
import type { EdgeLimits } from './edge/limits.ts';

/** Where a process listens, or is to listen. */
export interface SocketAddress {
  /** An IP address; for what Envoy calls, also a DNS name. */
  readonly host: string;
  /** 0 lets the kernel choose, where Envoy listens. */
  readonly port: number;
}

/** One of the processes that do the same. */
export interface Replica extends SocketAddress {
  /** Gets no new calls; those that it has go on. Default: false. */
  readonly draining?: boolean | undefined;
}

/** Replicas of another version of a service, tried with some of its calls. */
export interface Canary {
  /** At least one, none of them a name. */
  readonly replicas: readonly Replica[];
  /** Of a hundred calls, how many go there: 0 to 100. */
  readonly percent: number;
}

/** A server certificate and its key, PEM files. Envoy gets what is in them from writeEdgeSecret. */
export interface EdgeTls {
  /** The certificate, then those that it hangs on. */
  readonly certificatePath: string;
  readonly keyPath: string;
}

/** Where everything is that Envoy listens on or calls. */
export interface Addresses {
  /** The listener for browsers and other clients. */
  readonly edge: SocketAddress;
  /** The listener for calls between services. */
  readonly mesh: SocketAddress;
  /** Envoy's own admin interface: loopback only. */
  readonly admin: SocketAddress;
  /** The static server of the web client's files. */
  readonly web: SocketAddress;
  /** The replicas of each service, by its name in the topology. At least one each. */
  readonly services: Readonly<Record<string, readonly Replica[]>>;
  /** The internal HTTP port of each replica of profile, which serves the keys of access tokens. At least one. */
  readonly jwks: readonly Replica[];
}

/** Who takes traces, by OTLP over gRPC without TLS. */
export interface TracingOptions extends SocketAddress {
  /** The share of traces that are kept: 0 none, 1 all. */
  readonly sampling: number;
}

/** Where mutual TLS inside the mesh comes from. Both absolute. */
export interface TlsFolders {
  /** The certificates: see certificatePaths. Envoy takes new ones when they are moved into it. */
  readonly certificates: string;
  /** Where writeSecrets has written, and writeEdgeSecret. */
  readonly secrets: string;
}

export interface BootstrapOptions {
  /** The contract's policies, as loadPolicies() reads them. */
  readonly policies: Policies;
  readonly addresses: Addresses;
  readonly meshTls: TlsFolders;
  /**
   * Absolute: where writeDynamicFiles has written. Envoy takes new clusters, endpoints and routes when they are moved
   * there. Default: they are in what it starts with, and stay as they are.
   */
  readonly dynamicFolder?: string | undefined;
  /** By service. Default: none. */
  readonly canaries?: Readonly<Record<string, Canary>> | undefined;
  /** Other origins whose pages may call (`http://localhost:5173`), each compared as a whole. The own origin needs none. */
  readonly origins: readonly string[];
  /** A file that lines are added to. Default: Envoy's own output. */
  readonly accessLogPath?: string | undefined;
  /**
   * How often one address may call at the edge, beside what the contract says of single RPCs. Default:
   * defaultAddressLimit. False: no limit by address at all, for measurements and tests that all come from one.
   */
  readonly addressLimit?: AddressLimit | false | undefined;
  /**
   * How many proxies of one's own stand before the edge, each of which adds to `x-forwarded-for` whom it was called by.
   * Only where nobody reaches the edge but by them. Default: 0, then a caller's own `x-forwarded-for` is not read.
   */
  readonly trustedProxies?: number | undefined;
  /** Makes the edge speak TLS. Without it the edge listens on loopback only. */
  readonly edgeTls?: EdgeTls | undefined;
  /** Makes the edge speak HTTP/3 too, at the UDP port of the same number. Needs edgeTls. Default: false. */
  readonly edgeHttp3?: boolean | undefined;
  /** Lets the edge listen elsewhere without TLS: in a container, or behind what ends TLS. Default: false. */
  readonly allowPlaintext?: boolean | undefined;
  /** Lets callers ask for delays and errors by headers; see fault.ts. Only for tests. Default: false. */
  readonly faultInjection?: boolean | undefined;
  /** After how long a connection inside the mesh gets a successor, with newer certificates. Default: an hour. */
  readonly meshConnectionAgeMs?: number | undefined;
  /** What memory the machine has, of which Envoy takes a quarter at most: see heapBound. Default: enough. */
  readonly machineBytes?: number | undefined;
  /** Where another number than the default is wanted. */
  readonly edgeLimits?: Partial<EdgeLimits> | undefined;
  /** Default: no trace is kept; each call still belongs to one, its caller's or one that begins at the edge. */
  readonly tracing?: TracingOptions | undefined;
}
