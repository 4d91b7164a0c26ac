import test from 'ava';
import { Metadata } from 'nice-grpc';
import { PingServiceDefinition } from '#gen/tertulia/mesh/v1/ping_service.ts';
import { createMeshClient, openChannel } from '../../client.ts';
import { loadPolicies } from '../../policies.ts';
import { expectStatus } from '../../testing/expect-status.ts';
import { openIdentity } from '../identity.ts';
import { startPing } from './start-ping.ts';

const logger = { info: () => undefined, warn: () => undefined };

/** A client that shows the gateway's certificate, since only that one is answered. */
function connect({ url, certificates }: Awaited<ReturnType<typeof startPing>>) {
  const identity = openIdentity({ directory: certificates.directory, name: 'envoy', logger });
  const options = { url, callee: 'posts', service: 'comments', policies: loadPolicies(), identity };
  using resources = new DisposableStack();
  resources.use(identity);
  const { ping } = resources.use(createMeshClient(PingServiceDefinition, options));
  const owned = resources.move();
  return { ping, [Symbol.dispose]: () => owned.dispose() };
}

test('a client talks to the gateway, wherever it is', async (t) => {
  await using server = await startPing('envoy');
  using client = connect(server);
  const metadata = Metadata({ authorization: 'Bearer ana.s1' });
  await t.notThrowsAsync(client.ping({}, { metadata }));
});

test('a client does not talk to another service in the place of the gateway', async (t) => {
  await using server = await startPing('posts');
  using client = connect(server);
  const error = await expectStatus(t, client.ping({}), 'UNAVAILABLE');
  t.regex(error.details, /envoy was expected, not URI:spiffe:\/\/tertulia\/posts/);
});

test('TLS and certificates belong together, and without them only loopback is called', async (t) => {
  await using server = await startPing();
  const target = { callee: 'posts', url: server.url };
  t.throws(() => openChannel(target), { message: /needs certificates/ });
  t.throws(() => openChannel({ ...target, url: 'http://192.0.2.1:80' }), { message: /not loopback/ });
  using identity = openIdentity({ directory: server.certificates.directory, name: 'posts', logger });
  t.throws(() => openChannel({ ...target, url: 'http://127.0.0.1:80', identity }), { message: /begin with https:/ });
});
