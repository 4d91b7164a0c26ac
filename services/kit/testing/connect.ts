import {
  type CallOptions,
  type Client,
  type ClientMiddleware,
  type CompatServiceDefinition,
  createChannel,
  createClientFactory,
  Metadata,
} from 'nice-grpc';
import { type DeadlineOptions, deadlineMiddleware } from 'nice-grpc-client-middleware-deadline';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
import { serviceHeader } from '../server/audience.ts';

/** Who the test calls as. */
export interface As {
  /** An access token. */
  token?: string;
  /** A service of the mesh. */
  service?: string;
}

export type TestClient<D extends CompatServiceDefinition> = Client<D, DeadlineOptions> & Disposable;

/** A client straight to a server, without a mesh between and without default deadlines. */
export function connect<D extends CompatServiceDefinition>(
  definition: D,
  { port }: { port: number },
  as: As = {},
): TestClient<D> {
  const channel = createChannel(`http://127.0.0.1:${port}`, undefined, { 'grpc.enable_http_proxy': 0 });
  const client = createClientFactory()
    .use(errorDetailsClientMiddleware)
    .use(deadlineMiddleware)
    .use(identify(as))
    .create(definition, channel);
  return Object.assign(client, { [Symbol.dispose]: () => channel.close() });
}

function identify({ token, service }: As): ClientMiddleware {
  return async function* identified(call, options: CallOptions) {
    const metadata = new Metadata(options.metadata);
    if (token !== undefined && !metadata.has('authorization')) metadata.set('authorization', `Bearer ${token}`);
    if (service !== undefined && !metadata.has(serviceHeader)) metadata.set(serviceHeader, service);
    return yield* call.next(call.request, { ...options, metadata });
  };
}
