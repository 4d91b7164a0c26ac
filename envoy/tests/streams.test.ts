import test from 'ava';
import { createChannel, createClient, Metadata } from 'nice-grpc-web';
import { TimelineServiceDefinition, WatchHomeResponse } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { loadPolicies } from '../../services/kit/policies.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { callWeb } from '../testing/call-web.ts';
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

const ofBrowser = {
  'accept-language': 'en',
  'user-agent': 'Mozilla/5.0',
  'sec-fetch-mode': 'cors',
  origin: 'http://a.example',
};
const getPost = '/tertulia.posts.v1.PostService/GetPost';

test('of a stream the service gets who calls, and not what a browser adds; of a call it gets all', async (t) => {
  await using mesh = await startMesh();
  const leaving = new AbortController();
  const client = createClient(TimelineServiceDefinition, createChannel(mesh.envoy.edgeUrl));
  const token = await mesh.keys.issue();
  const metadata = Metadata({ ...ofBrowser, authorization: `Bearer ${token}` });
  const open = client.watchHome({}, { metadata, signal: leaving.signal })[Symbol.asyncIterator]().next();
  const { calls } = mesh.backend('posts');
  const stream = await waitFor(() => calls.at(-1));
  t.is(stream.header('authorization'), `Bearer ${token}`);
  t.is(stream.header('x-tertulia-account'), 'account-1');
  t.is(stream.header('x-tertulia-service'), 'edge');
  t.regex(stream.header('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
  // By it the service counts how many streams an address has open.
  t.is(stream.header('x-envoy-external-address'), '127.0.0.1');
  const idle = [...Object.keys(ofBrowser), 'x-grpc-web', 'x-forwarded-proto'];
  for (const name of idle) t.is(stream.header(name), undefined, name);
  await callWeb(mesh.envoy.edgeUrl, getPost, { headers: ofBrowser });
  t.is(calls.at(-1)?.header('user-agent'), 'Mozilla/5.0');
  t.is(calls.at(-1)?.header('x-envoy-external-address'), '127.0.0.1');
  leaving.abort();
  await t.throwsAsync(open, { any: true });
});
