import test from 'ava';
import { createClientFactory } from 'nice-grpc-web';
import { TimelineServiceDefinition } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { ProfileServiceDefinition } from '#gen/tertulia/profile/v1/profile_service.ts';
import { sharedCertificates } from '../../scripts/ca/testing/make-certificates.ts';
import type { Call } from '../../services/kit/call.ts';
import { createMeshClient } from '../../services/kit/client.ts';
import { loadPolicies } from '../../services/kit/policies.ts';
import { silentLogger } from '../../services/kit/testing/silent-logger.ts';
import { startTimeline } from '../../services/kit/tests/start-timeline.ts';
import { openIdentity } from '../../services/kit/tls/identity.ts';
import { createQueryClient } from '../../web/src/app/query-client.ts';
import { explainErrors } from '../../web/src/rpc/middleware.ts';
import { RpcError } from '../../web/src/rpc/rpc-error.ts';
import { openChannel } from '../../web/src/rpc/transport.ts';
import { type BackendOptions, startBackend } from '../testing/start-backend.ts';
import { startEnvoy } from '../testing/start-envoy.ts';

/**
 * The whole way of a call: the web client and its memory, the edge, posts, the mesh, and profile, which posts asks. What
 * posts and profile were asked is counted.
 */
async function startWay(profile: BackendOptions, askFor: (call: Call) => object = (call) => call.forward) {
  await using stack = new AsyncDisposableStack();
  const callee = stack.use(await startBackend({ as: 'profile', ...profile }));
  const { directory } = await sharedCertificates();
  const identity = stack.use(openIdentity({ directory, name: 'posts', logger: silentLogger })) ?? undefined;
  let asked = 0;
  let ask: ((call: Call) => Promise<unknown>) | undefined;
  const posts = stack.use(
    await startTimeline(
      {
        async listAuthorPosts(_request, call) {
          asked += 1;
          await ask?.(call);
          return {};
        },
      },
      { identity },
    ),
  );
  const services = { profile: [callee.address], posts: [{ host: '127.0.0.1', port: posts.port }] };
  const envoy = stack.use(await startEnvoy({ services }));
  const target = { url: envoy.meshUrl, callee: 'profile', identity };
  const client = stack.use(
    createMeshClient(ProfileServiceDefinition, { ...target, service: 'posts', policies: loadPolicies() }),
  );
  ask = (call) => client.batchGetProfiles({}, askFor(call));
  const browser = createClientFactory()
    .use(explainErrors)
    .create(TimelineServiceDefinition, openChannel(envoy.edgeUrl));
  let sent = 0;
  const query = () => {
    sent += 1;
    return browser.listAuthorPosts({});
  };
  const owned = stack.move();
  return {
    /** Asks as a page does. How that failed. */
    read: () =>
      createQueryClient()
        .fetchQuery({ queryKey: ['posts'], queryFn: query })
        .then(
          () => undefined,
          (error: unknown) => (error instanceof RpcError ? error : undefined),
        ),
    envoy,
    /** How often each was asked: the edge by the page, posts, profile. */
    counts: () => [sent, asked, callee.calls.length],
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const unavailable = 14;

test.serial('of a page, the edge and the mesh only the edge makes a call again', async (t) => {
  await using way = await startWay({ refuse: () => unavailable });
  const error = await way.read();
  t.is(error?.status, 'UNAVAILABLE');
  t.deepEqual(way.counts(), [1, 3, 3]);
});

test.serial('nobody makes a call again because a service was late that it had to ask', async (t) => {
  await using way = await startWay({ hang: () => true }, (call) => ({
    ...call.forward,
    deadline: new Date(Date.now() + 1_000),
  }));
  const error = await way.read();
  t.is(error?.status, 'DEADLINE_EXCEEDED');
  t.is(error?.reason, 'UNAVAILABLE');
  t.deepEqual(way.counts(), [1, 1, 1]);
});

test.serial('a page asks again where nobody answered', async (t) => {
  await using way = await startWay({});
  await way.envoy[Symbol.asyncDispose]();
  const error = await way.read();
  t.true(error?.offline);
  t.deepEqual(way.counts(), [3, 0, 0]);
});
