import test from 'ava';
import { callNative } from '../envoy/testing/call-native.ts';
import { callWeb } from '../envoy/testing/call-web.ts';
import { startTertulia } from '../scripts/testing/start-tertulia.ts';
import { openRawConnection } from '../services/kit/testing/open-raw-call.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';

const listAuthorPosts = '/tertulia.posts.v1.TimelineService/ListAuthorPosts';
const listComments = '/tertulia.comments.v1.CommentService/ListComments';
const watchComments = '/tertulia.comments.v1.CommentService/WatchComments';

test('calls of which only the headers come, or half of a message, take nothing from the others', async (t) => {
  await using tertulia = await startTertulia();
  const { url, adminUrl } = tertulia;
  using stack = new DisposableStack();
  // More than a service takes at once, and more than Envoy lets through to one.
  let opened = 0;
  for (const path of [listAuthorPosts, listAuthorPosts, listComments, listComments, watchComments]) {
    const connection = stack.use(await openRawConnection(url));
    for (let i = 0; i < connection.maxCalls; i++) {
      const call = connection.open(path);
      if (i % 2 === 0) call.sendPart();
      opened += 1;
    }
  }
  const countOpen = async () => {
    const stats = await (await fetch(`${adminUrl}/stats?filter=^http\\.edge\\.downstream_rq_active$`)).text();
    return Number(/: (\d+)/.exec(stats)?.[1]);
  };
  await waitFor(async () => (await countOpen()) === opened);
  for (const call of [callWeb, callNative]) {
    for (const path of [listAuthorPosts, listComments]) {
      // An empty request is a bad one, and the service says so.
      const good = await Promise.all(Array.from({ length: 20 }, () => call(url, path)));
      t.deepEqual([...new Set(good.map(({ status }) => status))], ['INVALID_ARGUMENT']);
    }
  }
  t.is(await countOpen(), opened);
});
