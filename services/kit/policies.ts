import { readFileSync } from 'node:fs';

export const audiences = ['AUDIENCE_GUEST', 'AUDIENCE_ANYONE', 'AUDIENCE_MEMBER', 'AUDIENCE_SERVICES'] as const;
export const importances = ['IMPORTANCE_LOW', 'IMPORTANCE_NORMAL', 'IMPORTANCE_HIGH'] as const;

export type Audience = (typeof audiences)[number];
export type Importance = (typeof importances)[number];

/** What the contract says of one RPC (tertulia.mesh.v1.Policy), with defaults filled in. */
export interface MethodPolicy {
  readonly audience: Audience;
  /** Names of services; empty unless the audience is AUDIENCE_SERVICES. */
  readonly callers: readonly string[];
  /** Undefined for streams. */
  readonly timeoutMs: number | undefined;
  /** Undefined for unary RPCs. */
  readonly streamIdleTimeoutMs: number | undefined;
  readonly importance: Importance;
  readonly idempotency: 'IDEMPOTENCY_UNKNOWN' | 'NO_SIDE_EFFECTS' | 'IDEMPOTENT';
  readonly serverStreaming: boolean;
  /** How many streams may be open at once. Undefined for unary RPCs, and for streams of services. */
  readonly streamLimit: StreamLimit | undefined;
  readonly rateLimit: { requests: number; perMs: number; scope: 'SCOPE_USER' | 'SCOPE_ADDRESS' } | undefined;
}

/** How many streams of one RPC an account, and an address, may have open. */
export interface StreamLimit {
  readonly perAccount: number;
  readonly perAddress: number;
}

/** Policies by method path: `/tertulia.posts.v1.PostService/GetPost`. */
export type Policies = ReadonlyMap<string, MethodPolicy>;

/** What JSON leaves out. */
const absent = { timeoutMs: undefined, streamIdleTimeoutMs: undefined, streamLimit: undefined, rateLimit: undefined };

let loaded: Policies | undefined;

/**
 * The policies of every RPC of the contract, read once a process: from gen/policies.json, which scripts/generate makes
 * of proto/. Reading the .proto files themselves would cost each process 150 ms and 20 MB.
 */
export function loadPolicies(): Policies {
  loaded ??= parsePolicies(readFileSync(new URL('../../gen/policies.json', import.meta.url), 'utf8'));
  return loaded;
}

/** Policies as they are written to a file. */
export function formatPolicies(policies: Policies): string {
  return `${JSON.stringify(Object.fromEntries(policies), undefined, 2)}\n`;
}

function parsePolicies(json: string): Policies {
  const policies = JSON.parse(json) as Record<string, MethodPolicy>;
  return new Map(Object.entries(policies).map(([path, policy]) => [path, { ...absent, ...policy }]));
}
