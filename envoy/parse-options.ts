import { z } from 'zod';
import { defaultEdgeLimits, type EdgeLimits } from './edge/limits.ts';
import type { BootstrapOptions } from './options.ts';

const socketAddress = z.strictObject({ host: z.string().min(1), port: z.int().min(0).max(65_535) });

const replica = socketAddress.extend({ draining: z.boolean().optional() });
const replicas = z.array(replica).min(1);

const limit = (name: keyof EdgeLimits) => z.int().min(1).default(defaultEdgeLimits[name]);
const edgeLimits = z.strictObject({
  maxConnections: limit('maxConnections'),
  maxHeadersKb: limit('maxHeadersKb'),
  maxHeaders: limit('maxHeaders'),
  handshakeTimeoutMs: limit('handshakeTimeoutMs'),
  headersTimeoutMs: limit('headersTimeoutMs'),
  requestTimeoutMs: limit('requestTimeoutMs'),
  flushTimeoutMs: limit('flushTimeoutMs'),
  idleTimeoutMs: limit('idleTimeoutMs'),
  maxConnectionAgeMs: limit('maxConnectionAgeMs'),
  prematureResets: limit('prematureResets'),
});

const schema = z.strictObject({
  addresses: z.strictObject({
    edge: socketAddress,
    mesh: socketAddress,
    admin: socketAddress,
    web: socketAddress,
    services: z.record(z.string(), replicas),
    jwks: replicas,
  }),
  meshTls: z.strictObject({ certificates: z.string().startsWith('/'), secrets: z.string().startsWith('/') }),
  dynamicFolder: z.string().startsWith('/').optional(),
  canaries: z.record(z.string(), z.strictObject({ replicas, percent: z.int().min(0).max(100) })).optional(),
  origins: z.array(z.string()).default([]),
  accessLogPath: z.string().min(1).optional(),
  addressLimit: z
    .union([z.literal(false), z.strictObject({ requestsPerSecond: z.int().min(1), burst: z.int().min(1) })])
    .optional(),
  meshConnectionAgeMs: z.int().min(1).optional(),
  trustedProxies: z.int().min(0).optional(),
  edgeTls: z.strictObject({ certificatePath: z.string().min(1), keyPath: z.string().min(1) }).optional(),
  edgeHttp3: z.boolean().optional(),
  allowPlaintext: z.boolean().optional(),
  faultInjection: z.boolean().optional(),
  machineBytes: z.int().min(1).optional(),
  edgeLimits: edgeLimits.optional(),
  tracing: socketAddress.extend({ sampling: z.number().min(0).max(1) }).optional(),
});

/** Parses the options of makeBootstrap, the policies excepted, from JSON. Throws with every fault named. */
export function parseOptions(text: string): Omit<BootstrapOptions, 'policies'> {
  const result = schema.safeParse(JSON.parse(text));
  if (!result.success) throw new Error(`Bad options:\n${z.prettifyError(result.error)}`);
  return result.data;
}
