import { topology } from '../topology.ts';
import { type Backend, startBackend } from './start-backend.ts';
import { type RunningEnvoy, type StartEnvoyOptions, startEnvoy } from './start-envoy.ts';
import { startHttp } from './start-http.ts';
import { type Keys, startKeys } from './start-keys.ts';

/** Envoy before a backend for each service, a key server and a web server. */
export interface TestMesh extends AsyncDisposable {
  readonly envoy: RunningEnvoy;
  readonly keys: Keys;
  /** By name, in the order of the topology. */
  readonly backends: ReadonlyMap<string, Backend>;
  backend(name: string): Backend;
}

/** What the web server of a test sends with each answer. */
export const webHeaders = {
  'content-type': 'text/html',
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** Starts the mesh; keys, health and listeners are settled when it is done. */
export async function startMesh(options: Omit<StartEnvoyOptions, 'services' | 'web' | 'jwks'> = {}): Promise<TestMesh> {
  await using stack = new AsyncDisposableStack();
  const keys = stack.use(await startKeys());
  const web = stack.use(
    await startHttp((request, response) => {
      response.statusCode = request.url === '/' ? 200 : 404;
      response.setHeaders(new Map(Object.entries(webHeaders))).end(`<p>${request.method} ${request.url}</p>`);
    }),
  );
  const backends = new Map<string, Backend>();
  for (const { name } of topology) backends.set(name, stack.use(await startBackend({ as: name })));
  const services = Object.fromEntries([...backends].map(([name, { address }]) => [name, [address]]));
  const envoy = stack.use(await startEnvoy({ services, web: web.address, jwks: keys.address, ...options }));
  const owned = stack.move();
  return {
    envoy,
    keys,
    backends,
    backend(name) {
      const found = backends.get(name);
      if (found === undefined) throw new Error(`there is no service ${name}`);
      return found;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
