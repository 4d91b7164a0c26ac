import { randomUUID } from 'node:crypto';
import test from 'ava';
import { CreatePostRequest } from '#gen/tertulia/posts/v1/post_service.ts';
import { callWeb } from '../envoy/testing/call-web.ts';
import { startTertulia } from '../scripts/testing/start-tertulia.ts';
import { waitFor } from '../services/kit/testing/wait-for.ts';
import { readErrorDetails } from '../web/src/rpc/error-details.ts';
import { signUp } from './members.ts';

const createPost = '/tertulia.posts.v1.PostService/CreatePost';
const origin = 'http://localhost:5173';

test('of many more writes than fit each is done or refused, as a page can see, and none by half', async (t) => {
  // Four writes at a time.
  await using tertulia = await startTertulia({ origins: [origin], envOf: { posts: { POSTS_MAX_CALLS: '8' } } });
  const { id, token, api } = await signUp(tertulia.url, 'author');
  await waitFor(() => api.posts.createPost({ requestId: randomUUID(), text: 'the first' }));
  const write = async (requestId: string) => {
    const message = CreatePostRequest.encode({
      requestId,
      text: requestId,
      audience: 0,
      commentPolicy: 0,
      circleId: '',
      quotedPostId: '',
    }).finish();
    return { requestId, ...(await callWeb(tertulia.url, createPost, { token, headers: { origin }, message })) };
  };
  const answers = await Promise.all(Array.from({ length: 80 }, () => write(randomUUID())));
  const done = answers.filter(({ status }) => status === 'OK');
  const refused = answers.filter(({ status }) => status !== 'OK');
  t.log(`${done.length} done, ${refused.length} refused`);
  t.true(done.length > 0 && refused.length > 0);
  for (const { status, headers } of refused) {
    t.is(status, 'RESOURCE_EXHAUSTED');
    t.is(headers.get('access-control-allow-origin'), origin);
    const details = Buffer.from(headers.get('grpc-status-details-bin') ?? '', 'base64');
    t.like(readErrorDetails(details), { reason: 'OVERLOADED', retryDelayMs: 1000 });
  }
  const written = async () => {
    const { posts } = await api.timelines.listAuthorPosts({ authorId: id, pageSize: 100 });
    return posts.map(({ text }) => text).sort();
  };
  const idsOf = (calls: typeof answers) => calls.map(({ requestId }) => requestId);
  t.deepEqual(await written(), [...idsOf(done), 'the first'].sort());

  // Each that was refused is done when it is called again, with the same request_id.
  for (const requestId of idsOf(refused)) t.is((await write(requestId)).status, 'OK');
  t.deepEqual(await written(), [...idsOf(answers), 'the first'].sort());
});
