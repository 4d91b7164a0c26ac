import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadSync, type MethodDefinition } from '@grpc/proto-loader';
import { z } from 'zod';

const protoDirectory = fileURLToPath(new URL('../../proto', import.meta.url));

const duration = z
  .object({ seconds: z.coerce.number().default(0), nanos: z.number().default(0) })
  .transform(({ seconds, nanos }) => seconds * 1000 + nanos / 1e6);

// The shape that proto-loader gives the option: a plain object, without what is not set.
const policyOption = z.object({
  audience: z.enum(['AUDIENCE_GUEST', 'AUDIENCE_ANYONE', 'AUDIENCE_MEMBER', 'AUDIENCE_SERVICES']),
  callers: z.union([z.array(z.string()), z.string().transform((name) => [name])]).default([]),
  timeout: duration.optional(),
  stream_idle_timeout: duration.optional(),
  rate_limit: z
    .object({ requests: z.number(), per: duration, scope: z.enum(['SCOPE_USER', 'SCOPE_ADDRESS']) })
    .optional(),
  importance: z
    .enum(['IMPORTANCE_UNSPECIFIED', 'IMPORTANCE_LOW', 'IMPORTANCE_NORMAL', 'IMPORTANCE_HIGH'])
    .default('IMPORTANCE_NORMAL')
    .transform((importance) => (importance === 'IMPORTANCE_UNSPECIFIED' ? 'IMPORTANCE_NORMAL' : importance)),
});

const defaultStreamIdleTimeoutMs = 60_000;

export type Audience = z.infer<typeof policyOption>['audience'];
export type Importance = z.infer<typeof policyOption>['importance'];

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
  readonly rateLimit: { requests: number; perMs: number; scope: 'SCOPE_USER' | 'SCOPE_ADDRESS' } | undefined;
}

/** Policies by method path: `/tertulia.posts.v1.PostService/GetPost`. */
export type Policies = ReadonlyMap<string, MethodPolicy>;

let loaded: Policies | undefined;

/** Reads the policies of every RPC from proto/, once a process. Throws when an RPC has none or a bad one. */
export function loadPolicies(): Policies {
  loaded ??= readPolicies(protoDirectory);
  return loaded;
}

/** As loadPolicies, from a directory of .proto files, and not kept. What they import may be in other directories. */
export function readPolicies(directory: string, imports: readonly string[] = []): Policies {
  const files = globSync('**/*_service.proto', { cwd: directory });
  const definitions = loadSync(files, { includeDirs: [directory, ...imports], enums: String, longs: Number });
  const policies = new Map<string, MethodPolicy>();
  for (const definition of Object.values(definitions)) {
    if ('format' in definition) continue;
    for (const method of Object.values(definition)) policies.set(method.path, toPolicy(method));
  }
  return policies;
}

// The types of proto-loader know only the options that come with protobuf itself.
type AnyMethod = MethodDefinition<object, object>;

function toPolicy(method: AnyMethod): MethodPolicy {
  const options: Readonly<Record<string, unknown>> = { ...method.options };
  const result = policyOption.safeParse(options['(tertulia.mesh.v1.policy)']);
  if (!result.success) throw new Error(`${method.path} has no policy, or a bad one: ${result.error.message}`);
  const { audience, callers, timeout, stream_idle_timeout, rate_limit, importance } = result.data;
  const streams = method.responseStream;
  return {
    audience,
    callers,
    timeoutMs: streams ? undefined : timeout,
    streamIdleTimeoutMs: streams ? (stream_idle_timeout ?? defaultStreamIdleTimeoutMs) : undefined,
    importance,
    idempotency: method.options?.idempotency_level ?? 'IDEMPOTENCY_UNKNOWN',
    serverStreaming: streams,
    rateLimit: rate_limit && { requests: rate_limit.requests, perMs: rate_limit.per, scope: rate_limit.scope },
  };
}
