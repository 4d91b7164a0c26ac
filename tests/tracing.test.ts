import { randomUUID } from 'node:crypto';
import test from 'ava';
import { Metadata } from 'nice-grpc-common';
import { startTertulia, type Tertulia } from '../scripts/testing/start-tertulia.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../services/kit/testing/otlp-receiver.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { signUp } from './members.ts';

let receiver: OtlpReceiver;
let tertulia: Tertulia;
test.before(async () => {
  receiver = await startOtlpReceiver();
  tertulia = await startTertulia({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
});
test.after.always(async () => {
  await tertulia?.[Symbol.asyncDispose]();
  await receiver?.[Symbol.asyncDispose]();
});

const timeoutMs = 15_000;
const createPost = 'tertulia.posts.v1.PostService/CreatePost';
const resolve = 'tertulia.profile.v1.ProfileService/BatchResolveHandles';

test('one trace shows every hop of a post, and the notification of it links there', async (t) => {
  const [ana, bo] = await Promise.all([signUp(tertulia.url, 'ana'), signUp(tertulia.url, 'bo_')]);
  const traceId = randomUUID().replaceAll('-', '');
  const metadata = new Metadata({ traceparent: `00-${traceId}-00f067aa0ba902b7-00` });
  // Nobody has the second handle, so posts asks profile for it.
  const text = 'Have @bo_ and @nobody_at_all seen the plums?';
  await ana.api.posts.createPost({ requestId: randomUUID(), text, audience: 0 }, { metadata });
  await waitFor(async () => (await bo.api.notifications.getUnreadCount({})).unreadCount === 1);

  const find = (kind: string, service: string, name: string) =>
    waitFor(() => receiver.spans.find((each) => each.traceId === traceId && matches(each, { kind, service, name })), {
      timeoutMs,
    });
  const edge = await find('SERVER', 'envoy-edge', `/${createPost}`);
  const posts = await find('SERVER', 'posts', createPost);
  const client = await find('CLIENT', 'posts', resolve);
  const mesh = await find('SERVER', 'envoy-mesh', `/${resolve}`);
  const profile = await find('SERVER', 'profile', resolve);
  t.deepEqual(
    [edge, posts, client, mesh, profile].map(({ parentId }) => parentId),
    ['00f067aa0ba902b7', edge.spanId, posts.spanId, client.spanId, mesh.spanId],
  );

  const applied = await waitFor(
    () =>
      receiver.spans.find(
        ({ service, name, links }) =>
          service === 'notifications' &&
          name === 'apply tertulia.posts.v1.PostCreated' &&
          links[0]?.traceId === traceId,
      ),
    { timeoutMs },
  );
  t.is(applied.links[0]?.spanId, posts.spanId);
  const told = JSON.stringify(receiver.spans);
  t.deepEqual(
    [text, ana.token, bo.token, ana.id].filter((secret) => told.includes(secret)),
    [],
  );
});

function matches(span: object, wanted: Record<string, string>): boolean {
  return Object.entries(wanted).every(([key, value]) => (span as Record<string, unknown>)[key] === value);
}
