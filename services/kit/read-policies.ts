import { globSync } from 'node:fs';
import { loadSync, type MethodDefinition } from '@grpc/proto-loader';
import { z } from 'zod';
import { audiences, importances, type MethodPolicy, type Policies } from './policies.ts';

const duration = z
  .object({ seconds: z.coerce.number().default(0), nanos: z.number().default(0) })
  .transform(({ seconds, nanos }) => seconds * 1000 + nanos / 1e6);

// The shape that proto-loader gives the option: a plain object, without what is not set.
const policyOption = z.object({
  audience: z.enum(audiences),
  callers: z.union([z.array(z.string()), z.string().transform((name) => [name])]).default([]),
  timeout: duration.optional(),
  stream_idle_timeout: duration.optional(),
  rate_limit: z
    .object({ requests: z.number(), per: duration, scope: z.enum(['SCOPE_USER', 'SCOPE_ADDRESS']) })
    .optional(),
  stream_limit: z.object({ per_account: z.number(), per_address: z.number() }).optional(),
  importance: z
    .enum(['IMPORTANCE_UNSPECIFIED', ...importances])
    .default('IMPORTANCE_NORMAL')
    .transform((importance) => (importance === 'IMPORTANCE_UNSPECIFIED' ? 'IMPORTANCE_NORMAL' : importance)),
});

const defaultStreamIdleTimeoutMs = 60_000;

/**
 * Reads the policies of every RPC from a directory of .proto files. What these import may be in other directories.
 * Throws when an RPC has none or a bad one.
 */
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
  const { audience, callers, timeout, stream_idle_timeout, stream_limit, rate_limit, importance } = result.data;
  const streams = method.responseStream;
  return {
    audience,
    callers,
    timeoutMs: streams ? undefined : timeout,
    streamIdleTimeoutMs: streams ? (stream_idle_timeout ?? defaultStreamIdleTimeoutMs) : undefined,
    streamLimit: stream_limit && { perAccount: stream_limit.per_account, perAddress: stream_limit.per_address },
    importance,
    idempotency: method.options?.idempotency_level ?? 'IDEMPOTENCY_UNKNOWN',
    serverStreaming: streams,
    rateLimit: rate_limit && { requests: rate_limit.requests, perMs: rate_limit.per, scope: rate_limit.scope },
  };
}
