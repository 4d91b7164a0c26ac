import { z } from 'zod';
import { logLevels } from './logger.ts';

/** Every environment variable at fault, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`bad configuration:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const urlOf = (...protocols: string[]) =>
  z.string('must be set').refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be a URL that begins with ${protocols.join(' or ')}`,
  });

/** A whole number of milliseconds. */
export const milliseconds = z.coerce.number('must be a number').int().min(0);

/** A port; 0 takes a free one. */
export const port = z.coerce.number('must be a number').int().min(0).max(65_535);

/** Where another service is: `http://127.0.0.1:8090`. */
export const serviceUrl = urlOf('http:', 'https:');

/** `MESH_URL`: the listener through which services call each other. All share it, so the name has no prefix. */
export const meshUrl = serviceUrl;

/** What every service is configured with. */
export const serviceFields = {
  host: z.string().default('127.0.0.1'),
  port: port.default(0),
  databaseUrl: urlOf('file:', 'postgres:'),
  /**
   * `TERTULIA_TLS_DIR`: the folder of the service's certificate, its key and the roots it trusts. Without it plaintext
   * is spoken, and only on loopback: for tests.
   */
  tlsDir: z.string().optional(),
  /** How long a stopping service says NOT_SERVING before it refuses calls. */
  drainMs: milliseconds.default(0),
  logLevel: z.enum(logLevels).default('info'),
  /** `RATE_LIMIT_FACTOR`: multiplies the contract's limits of rates and streams; 0 turns them off. All share it. */
  rateLimitFactor: z.coerce.number('must be a number').min(0, 'must be at least 0').default(1),
  /** How many unary calls may be under way before more are refused; less important ones at half of it. */
  maxCalls: z.coerce.number('must be a number').int().min(1, 'must be at least 1').optional(),
  /** Where Prometheus finds `/metrics`; absent: nowhere. */
  metricsPort: port.optional(),
  /** Where `/metrics` listens; absent: on loopback. It asks nobody who they are, so elsewhere than here only where a network keeps others out. */
  metricsHost: z.string().optional(),
  /** `OTEL_EXPORTER_OTLP_ENDPOINT`: who takes traces, by OTLP over gRPC. All share it; absent: nobody. */
  otlpEndpoint: serviceUrl.optional(),
};

/** Variables that all services share. */
const shared: Readonly<Record<string, string>> = {
  meshUrl: 'MESH_URL',
  tlsDir: 'TERTULIA_TLS_DIR',
  rateLimitFactor: 'RATE_LIMIT_FACTOR',
  otlpEndpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT',
};

/**
 * Reads PREFIX_DATABASE_URL into `databaseUrl`, and so on for each field of the shape. An empty variable counts as
 * absent. Throws ConfigError with every bad variable at once.
 */
export function readEnvironment<T extends z.ZodRawShape>(
  prefix: string,
  shape: T,
  env: NodeJS.ProcessEnv,
): z.infer<z.ZodObject<T>> {
  const variables = new Map(Object.keys(shape).map((key) => [key, variableName(prefix, key)]));
  const given = [...variables].filter(([, name]) => env[name]);
  const values = Object.fromEntries(given.map(([key, name]) => [key, env[name]]));
  const result = z.object(shape).safeParse(values);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${variables.get(String(path[0]))} ${message}`);
  throw new ConfigError(problems);
}

function variableName(prefix: string, key: string): string {
  const name = key.replace(/[A-Z]/g, '_$&').toUpperCase();
  return shared[key] ?? `${prefix}_${name}`;
}
