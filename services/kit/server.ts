import { logVerbosity, type ServerCredentials, type ServerOptions, setLogVerbosity } from '@grpc/grpc-js';
import { createServer, type Server, type ServiceImplementation, type TsProtoServiceDefinition } from 'nice-grpc';
import { errorDetailsServerMiddleware } from 'nice-grpc-error-details';
import { HealthDefinition, HealthServiceImpl, HealthState } from 'nice-grpc-server-health';
import { ServerReflectionService } from 'nice-grpc-server-reflection';
import { PingServiceDefinition } from '#gen/tertulia/mesh/v1/ping_service.ts';
import type { CallExtension } from './call.ts';
import type { Logger } from './logger.ts';
import { showCertificate } from './metrics/certificate-metrics.ts';
import { loadPolicies } from './policies.ts';
import { Admission } from './server/admission.ts';
import { readCertified, readClaimed } from './server/audience.ts';
import { callInterceptor } from './server/call-interceptor.ts';
import { stopGracefully } from './server/graceful-stop.ts';
import { meshMiddleware } from './server/middleware.ts';
import { OpenStreams } from './server/open-streams.ts';
import { pingService } from './server/ping.ts';
import { RateLimits } from './server/rate-limit.ts';
import { reflectionService } from './server/reflection.ts';
import { StreamLimits } from './server/stream-limit.ts';
import { type AnyService, streamMethodsOf } from './server/stream-methods.ts';
import type { Identity } from './tls/identity.ts';
import { requireLoopback } from './tls/plaintext.ts';
import { MeshServerCredentials } from './tls/server-credentials.ts';
import type { TokenVerifier } from './token-verifier.ts';

type Implementation<D extends TsProtoServiceDefinition> = ServiceImplementation<D, CallExtension>;

/** What a server serves: pairs such as `[PostServiceDefinition, postService(context)]`. */
export type Services<D extends readonly TsProtoServiceDefinition[]> = {
  readonly [K in keyof D]: readonly [definition: D[K], implementation: Implementation<D[K]>];
};

export interface StartServerOptions<D extends readonly TsProtoServiceDefinition[]> {
  /** The service's name in the topology: `posts`. */
  name: string;
  host: string;
  /** 0 takes a free one. */
  port: number;
  services: Services<D>;
  verifyToken: TokenVerifier;
  logger: Logger;
  /** Who it is in the mesh. Without it the host must be loopback, and whoever is there is believed. */
  identity?: Identity | undefined;
  /** How long a stopping server says NOT_SERVING before it refuses calls. Default 0. */
  drainMs?: number;
  /** Multiplies how often callers may call, and how many streams they may have open; 0: without limit. Default 1. */
  rateLimitFactor?: number;
  /** How many unary calls may be under way; see Admission. Default 64: docs/decisions/0016. */
  maxCalls?: number | undefined;
}

/** A server that listens. Disposing stops it: NOT_SERVING, drain, end of streams, end of calls. */
export interface RunningServer extends AsyncDisposable {
  readonly port: number;
}

// What grpc-js would print of its own accord is no JSON; what matters of it is thrown, too.
setLogVerbosity(logVerbosity.NONE);

const serverOptions: ServerOptions = {
  'grpc.enable_channelz': 0,
  'grpc.max_receive_message_length': 1024 * 1024,
  // Envoy brings all callers over few connections.
  'grpc.max_concurrent_streams': 10_000,
  'grpc-node.max_session_memory': 256,
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 5_000,
};

const defaultMaxCalls = 64;

/**
 * Starts a gRPC server with all that the contract asks around the handlers, and with PingService, health and
 * reflection beside them. A service with an RPC without policy is refused.
 */
export async function startServer<const D extends readonly TsProtoServiceDefinition[]>(
  options: StartServerOptions<D>,
): Promise<RunningServer> {
  const { name, verifyToken, logger, drainMs = 0, rateLimitFactor = 1, maxCalls = defaultMaxCalls } = options;
  const policies = loadPolicies();
  const streams = new OpenStreams(verifyToken);
  const health = HealthState();
  // Each Watch listens.
  health.setMaxListeners(0);
  const limits = { rateLimits: new RateLimits(rateLimitFactor), streamLimits: new StreamLimits(rateLimitFactor) };
  const readService = options.identity === undefined ? readClaimed : readCertified;
  const around = { policies, verifier: verifyToken, readService, streams, ...limits, logger };
  // Which implementation belongs to which definition was checked at the call; a list of them has lost it.
  const pairs = [...options.services, [PingServiceDefinition, pingService]] as unknown as readonly AnyService[];
  const interceptors = [callInterceptor(new Admission(maxCalls), policies, streamMethodsOf(pairs, around))];
  const server = createServer({ ...serverOptions, interceptors })
    .use(errorDetailsServerMiddleware)
    .use(meshMiddleware(around));
  const names = pairs.map(([definition]) => definition.fullName);
  for (const [definition, implementation] of pairs) {
    requirePolicies(definition, policies);
    server.add(definition, implementation);
    health.setStatus('healthy', definition.fullName);
  }
  server.add(HealthDefinition, HealthServiceImpl(health));
  server.add(ServerReflectionService, reflectionService(names));
  const port = await listen(server, options);
  const shown = options.identity && showCertificate(options.identity);
  const stop = () => {
    shown?.[Symbol.dispose]();
    return stopGracefully({ server, health, names, streams, drainMs, logger });
  };
  let stopped: Promise<void> | undefined;
  logger.debug({ name, port, services: names }, 'listening');
  return { port, [Symbol.asyncDispose]: () => (stopped ??= stop()) };
}

function requirePolicies(
  { fullName, methods }: TsProtoServiceDefinition,
  policies: ReadonlyMap<string, unknown>,
): void {
  for (const { name } of Object.values(methods)) {
    if (!policies.has(`/${fullName}/${name}`)) throw new Error(`/${fullName}/${name} has no policy`);
  }
}

async function listen(
  server: Server<CallExtension>,
  { host, port, identity }: { host: string; port: number; identity?: Identity | undefined },
): Promise<number> {
  const credentials = credentialsFor(host, identity);
  try {
    return await server.listen(`${host}:${port}`, credentials);
  } catch (cause) {
    const taken = cause instanceof Error && cause.message.includes('EADDRINUSE');
    throw new Error(`cannot listen on ${host}:${port}${taken ? ': the port is taken' : ''}`, { cause });
  }
}

function credentialsFor(host: string, identity: Identity | undefined): ServerCredentials | undefined {
  if (identity !== undefined) return new MeshServerCredentials(identity);
  requireLoopback(host);
  return undefined;
}
