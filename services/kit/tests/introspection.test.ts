import test from 'ava';
import { createChannel, createClient } from 'nice-grpc';
import { ServerReflectionService } from 'nice-grpc-server-reflection';
import reflection from 'nice-grpc-server-reflection/lib/proto/grpc/reflection/v1/reflection_pb.js';
import { PingServiceDefinition } from '#gen/tertulia/mesh/v1/ping_service.ts';
import { startServer } from '../server.ts';
import { connect } from '../testing/connect.ts';
import { expectStatus } from '../testing/expect-status.ts';
import { noTokens } from '../testing/no-tokens.ts';
import { silentLogger } from '../testing/silent-logger.ts';
import { startTimeline } from './start-timeline.ts';

test('every server answers Ping, for members, up to its limit', async (t) => {
  await using timeline = await startTimeline();
  using client = connect(PingServiceDefinition, timeline, { token: 'ana.s1' });
  const payload = new Uint8Array([1, 2, 3]);
  t.deepEqual([...(await client.ping({ payload })).payload], [1, 2, 3]);
  await expectStatus(t, client.ping({ payload: new Uint8Array(1_025) }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  using stranger = connect(PingServiceDefinition, timeline);
  await expectStatus(t, stranger.ping({ payload }), 'UNAUTHENTICATED', 'TOKEN_MISSING');
});

test('reflection names the services that this server serves', async (t) => {
  await using timeline = await startTimeline();
  const channel = createChannel(`http://127.0.0.1:${timeline.port}`);
  const client = createClient(ServerReflectionService, channel);
  async function* requests() {
    yield new reflection.ServerReflectionRequest().setListServices('*');
  }
  const [response] = await Array.fromAsync(client.serverReflectionInfo(requests()));
  channel.close();
  const names = response
    ?.getListServicesResponse()
    ?.getServiceList()
    .map((entry) => entry.getName());
  t.deepEqual(names?.toSorted(), ['tertulia.mesh.v1.PingService', 'tertulia.posts.v1.TimelineService']);
});

test('a service with an RPC that has no policy is not served', async (t) => {
  const rpc = { ...PingServiceDefinition.methods.ping, name: 'Pong' } as const;
  const definition = { name: 'PongService', fullName: 'tertulia.mesh.v1.PongService', methods: { pong: rpc } } as const;
  const options = { name: 'x', host: '127.0.0.1', port: 0, verifyToken: noTokens, logger: silentLogger };
  const starting = startServer({ ...options, services: [[definition, { pong: async () => ({}) }]] });
  await t.throwsAsync(starting, { message: '/tertulia.mesh.v1.PongService/Pong has no policy' });
});
