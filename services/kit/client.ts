import type { ChannelCredentials } from '@grpc/grpc-js';
import {
  type Channel,
  type Client,
  type ClientMiddleware,
  type CompatServiceDefinition,
  createChannel,
  createClientFactory,
  Metadata,
} from 'nice-grpc';
import { deadlineMiddleware } from 'nice-grpc-client-middleware-deadline';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
import { observeMeshCalls } from './observed-mesh-call.ts';
import type { Policies } from './policies.ts';
import { serviceHeader } from './server/audience.ts';
import { meshChannelCredentials } from './tls/channel-credentials.ts';
import type { Identity } from './tls/identity.ts';
import { requireLoopback } from './tls/plaintext.ts';
import { gatewayName } from './tls/spiffe.ts';

/** Where a callee is. */
export interface ChannelTarget {
  /** The mesh listener: `https://127.0.0.1:8090`; without an identity `http:`, or the callee itself. */
  url: string;
  /** The callee's name, sent as `:authority`: the mesh routes by it. */
  callee: string;
  /** Who calls. Without it only plaintext on loopback is spoken. */
  identity?: Identity | undefined;
}

export interface MeshClientOptions extends ChannelTarget {
  /** The caller's own name. */
  service: string;
  policies: Policies;
  /** A channel to share. Without one the client opens its own. */
  channel?: Channel;
}

/** A call's own deadline; the policy's timeout holds where it is earlier. */
interface DeadlineOption {
  deadline?: Date;
}

/** A client; disposing closes its channel, if it opened it. Errors are RichClientErrors: see readReason. */
export type MeshClient<D extends CompatServiceDefinition> = Client<D, DeadlineOption> & Disposable;

/** A connection to a callee. It connects at the first call and, after a loss, again within a second. */
export function openChannel({ url, callee, identity }: ChannelTarget): Channel {
  return createChannel(url, credentialsFor(url, identity), {
    'grpc.default_authority': callee,
    // For TLS alone, which cannot name an address.
    'grpc.ssl_target_name_override': gatewayName,
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 5_000,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 1_000,
    // Read by nice-grpc as the time that one attempt to connect may take.
    'grpc.min_reconnect_backoff_ms': 5_000,
    // Retries are the mesh's; without a policy grpc-js only sends again what a connection that ends has not taken.
    'grpc.enable_retries': 1,
    'grpc.service_config_disable_resolution': 1,
    'grpc.enable_http_proxy': 0,
    'grpc.enable_channelz': 0,
    // A batch of events can pass the default of 4 MiB.
    'grpc.max_receive_message_length': 16 * 1024 * 1024,
  });
}

/** A client of one gRPC service of the mesh. It says who calls, and sets the deadline that the contract gives. */
export function createMeshClient<D extends CompatServiceDefinition>(
  definition: D,
  options: MeshClientOptions,
): MeshClient<D> {
  const channel = options.channel ?? openChannel(options);
  const client = createClientFactory()
    .use(errorDetailsClientMiddleware)
    .use(deadlineMiddleware)
    .use(meshMiddleware(options))
    .use(observeMeshCalls(options.callee))
    .create(definition, channel);
  return Object.assign(client, {
    [Symbol.dispose]() {
      if (options.channel === undefined) channel.close();
    },
  });
}

function credentialsFor(url: string, identity: Identity | undefined): ChannelCredentials | undefined {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' && identity !== undefined) return meshChannelCredentials(identity);
  if (protocol === 'https:') throw new Error(`${url} needs certificates: set TERTULIA_TLS_DIR`);
  if (identity !== undefined) throw new Error(`${url} must begin with https: where TERTULIA_TLS_DIR is set`);
  requireLoopback(hostname);
  return undefined;
}

function meshMiddleware({ service, policies }: MeshClientOptions): ClientMiddleware<DeadlineOption, DeadlineOption> {
  return async function* mesh(call, { deadline, metadata, ...rest }) {
    const headers = new Metadata(metadata).set(serviceHeader, service);
    const timeoutMs = timeLeft(deadline, policies.get(call.method.path)?.timeoutMs);
    if (timeoutMs === undefined) return yield* call.next(call.request, { ...rest, metadata: headers });
    // nice-grpc's deadline is the client's own affair; the header passes it on.
    headers.set('grpc-timeout', `${Math.max(0, Math.ceil(timeoutMs))}m`);
    const until = new Date(Date.now() + timeoutMs);
    return yield* call.next(call.request, { ...rest, metadata: headers, deadline: until });
  };
}

function timeLeft(deadline: Date | undefined, policyTimeoutMs: number | undefined): number | undefined {
  if (deadline === undefined) return policyTimeoutMs;
  return Math.min(deadline.getTime() - Date.now(), policyTimeoutMs ?? Number.POSITIVE_INFINITY);
}
