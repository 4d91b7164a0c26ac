import test from 'ava';
import { createChannel, createClient, Metadata } from 'nice-grpc-web';
import { TimelineServiceDefinition, WatchHomeResponse } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { loadPolicies } from '../../services/kit/policies.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { startMesh, type TestMesh } from '../testing/start-mesh.ts';

const message = WatchHomeResponse.encode(WatchHomeResponse.fromPartial({})).finish();

async function watchHome(mesh: TestMesh, signal: AbortSignal) {
  const client = createClient(TimelineServiceDefinition, createChannel(mesh.envoy.edgeUrl));
  const metadata = Metadata({ authorization: `Bearer ${await mesh.keys.issue()}` });
  const messages = client.watchHome({}, { metadata, signal })[Symbol.asyncIterator]();
  const first = messages.next();
  const { streams } = mesh.backend('posts');
  const stream = await waitFor(() => streams.at(-1));
  return { messages, first, stream };
}

test('messages of a stream arrive while it is open', async (t) => {
  await using mesh = await startMesh();
  const { messages, first, stream } = await watchHome(mesh, new AbortController().signal);
  stream.send(message);
  t.false((await first).done);
  const second = messages.next();
  stream.send(message);
  t.false((await second).done);
  const last = messages.next();
  stream.end();
  t.true((await last).done);
});

test('a stream that the client leaves ends at the service too', async (t) => {
  await using mesh = await startMesh();
  const leaving = new AbortController();
  const { first, stream } = await watchHome(mesh, leaving.signal);
  stream.send(message);
  await first;
  leaving.abort();
  await waitFor(() => stream.cancelled);
  t.true(stream.cancelled);
});

test('a stream that is silent for longer than its policy allows is ended', async (t) => {
  const path = '/tertulia.posts.v1.TimelineService/WatchHome';
  const policies = new Map(loadPolicies());
  const policy = policies.get(path);
  if (policy === undefined) throw new Error(`${path} is gone`);
  policies.set(path, { ...policy, streamIdleTimeoutMs: 300 });
  await using mesh = await startMesh({ policies });
  const { messages, first, stream } = await watchHome(mesh, new AbortController().signal);
  stream.send(message);
  await first;
  await t.throwsAsync(messages.next());
  await waitFor(() => stream.cancelled);
});
