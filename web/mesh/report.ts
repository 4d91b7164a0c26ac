/** What an operator sees of the mesh: counts since each process began, as they are now. */
export interface MeshReport {
  /** When it was read, in milliseconds since the epoch. */
  readonly time: number;
  readonly processes: readonly ProcessReport[];
  readonly calls: readonly CallsReport[];
  readonly consumers: readonly ConsumerReport[];
  readonly certificates: readonly CertificateReport[];
  /** Undefined where Envoy does not answer. */
  readonly gateway: GatewayReport | undefined;
}

/** One service process. */
export interface ProcessReport {
  /** The service. */
  readonly name: string;
  /** Which of its replicas: `posts/2`. */
  readonly replica?: string;
  /** What it was made from; absent where it is what everything was started from. */
  readonly version?: string | undefined;
  /** Whether it answered. Where it did not, the numbers are 0. */
  readonly up: boolean;
  readonly startTime: number;
  readonly memoryBytes: number;
  readonly cpuSeconds: number;
  readonly openStreams: number;
  readonly waitingWrites: number;
  readonly commits: number;
  readonly commitSeconds: number;
}

/** Calls of one method from one part to another; `edge` is the gateway's outer side. */
export interface CallsReport {
  readonly from: string;
  readonly to: string;
  /** Which process counted them. */
  readonly replica?: string;
  /** `tertulia.posts.v1.PostService/GetPost` */
  readonly method: string;
  /** By the name of the gRPC status, and refusedCode. */
  readonly codes: Readonly<Record<string, number>>;
  /** Calls that took at most `bound` seconds, bounds rising. Empty for streams. */
  readonly durations: readonly { readonly bound: number; readonly count: number }[];
}

/** What a service refused since it had too much to do. It is RESOURCE_EXHAUSTED, as is what a caller asks too often. */
export const refusedCode = 'REFUSED';

/** How far a service has applied another's log. */
export interface ConsumerReport {
  readonly service: string;
  readonly source: string;
  readonly position: number;
  /** How many positions the log is ahead. Where no replica answers: of where the last one was that did. */
  readonly lag: number;
  /** Whether a process of the service answers. */
  readonly running: boolean;
}

/** The certificate that a process uses. */
export interface CertificateReport {
  /** A service, `web`, `edge` for the gateway inside the mesh, or `public` for what it shows to the world. */
  readonly holder: string;
  readonly replica?: string;
  readonly expireTime: number;
  readonly issueTime: number;
}

/** What Envoy knows. */
export interface GatewayReport {
  readonly replicas: readonly ReplicaReport[];
  readonly connections: number;
  /** Requests at the edge that Envoy answered with an error of its own. */
  readonly refused: number;
  readonly faultsInjected: number;
  /** Everything that was asked at the edge, pages too, as those who asked saw it: delays that are injected count. */
  readonly outside: OutsideReport;
  /** Calls that Envoy answered itself, for want of an answer of the service, by service: also those of other services. */
  readonly unanswered: Readonly<Record<string, number>>;
  /** Calls that found no healthy replica, by service. */
  readonly unserved: Readonly<Record<string, number>>;
}

export interface OutsideReport {
  readonly requests: number;
  /** With an HTTP status of 500 or more: nobody could answer. */
  readonly failed: number;
  /** By an injected fault. */
  readonly aborted: number;
  /** Requests that took at most `bound` seconds, bounds rising; a stream counts when it ends. */
  readonly durations: readonly { readonly bound: number; readonly count: number }[];
}

export interface ReplicaReport {
  readonly service: string;
  readonly address: string;
  /** `posts/2`; absent where the address is not of a process that is asked for metrics. */
  readonly replica?: string | undefined;
  readonly healthy: boolean;
  /** Gets no new calls, by an operator's wish. It may well be healthy. */
  readonly draining?: boolean;
  /** One of another version, which gets a share of the calls. */
  readonly canary?: boolean;
  readonly activeCalls: number;
}
