import test from 'ava';
import { startTertulia, type Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '../../services/kit/testing/otlp-receiver.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { signUp as signUpByCall } from '../../tests/members.ts';
import { type Browser, openBrowser } from './open-browser.ts';
import { signUp, writePost } from './people.ts';

let receiver: OtlpReceiver;
let tertulia: Tertulia;
let browser: Browser;
test.before(async () => {
  receiver = await startOtlpReceiver();
  tertulia = await startTertulia({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  browser = await openBrowser();
});
test.after.always(async () => {
  await browser?.[Symbol.asyncDispose]();
  await tertulia?.[Symbol.asyncDispose]();
  await receiver?.[Symbol.asyncDispose]();
});

const slow = { timeoutMs: 15_000 };
const createPost = '/tertulia.posts.v1.PostService/CreatePost';

test('what a person does in a browser is the root of its trace, and the notification of it leads there', async (t) => {
  const [{ page }, bo] = [await browser.openPerson(), await signUpByCall(tertulia.url, 'bo_')];
  await signUp(page, tertulia.url, 'ana', 'Ana');
  const sent = page.waitForRequest((request) => request.url().endsWith(createPost));
  // Nobody has the second handle, so posts asks profile for it.
  await writePost(page, 'Have @bo_ and @nobody_at_all seen the plums?');
  const [, traceId = '', root = ''] = (await (await sent).headerValue('traceparent'))?.split('-') ?? [];
  await waitFor(async () => (await bo.api.notifications.getUnreadCount({})).unreadCount === 1);

  const hops = ['SERVER envoy-edge', 'SERVER posts', 'CLIENT posts', 'SERVER envoy-mesh', 'SERVER profile'];
  const ofTrace = () => receiver.spans.filter((span) => span.traceId === traceId);
  const hop = ({ kind, service }: ReceivedSpan) => `${kind} ${service}`;
  const spans = await waitFor(() => {
    const found = hops.map((each) => ofTrace().find((span) => hop(span) === each)).filter((span) => span !== undefined);
    return found.length === hops.length ? found : undefined;
  }, slow);
  t.deepEqual(
    spans.map(({ parentId }) => parentId),
    [root, ...spans.slice(0, -1).map(({ spanId }) => spanId)],
  );
  // Nothing of it stands alone.
  const known = new Set([root, ...ofTrace().map(({ spanId }) => spanId)]);
  t.deepEqual(
    ofTrace().filter(({ parentId }) => !known.has(parentId)),
    [],
  );

  const told = await waitFor(() => receiver.spans.find((span) => isTold(span, traceId)), slow);
  t.is(told.links[0]?.spanId, spans[1]?.spanId);
});

/** The trace in which notifications heard of the post, by which bo was notified. */
function isTold({ service, name, links }: ReceivedSpan, traceId: string): boolean {
  return service === 'notifications' && name === 'apply tertulia.posts.v1.PostCreated' && links[0]?.traceId === traceId;
}
