import test from 'ava';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { startStage } from './stage.ts';

test('a post is read as it was written', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  const bo = await stage.member('bo_');
  const written = await ana.write('Hola @bo_, #Café');
  const read = await bo.read(written);
  t.deepEqual(read, written);
  t.like(read, {
    author: { accountId: ana.accountId, handle: 'ana', displayName: 'ana!' },
    text: 'Hola @bo_, #Café',
    spans: [
      { startByte: 5, endByte: 9, meaning: { $case: 'mention', value: { accountId: bo.accountId, handle: 'bo_' } } },
      { startByte: 11, endByte: 17, meaning: { $case: 'hashtag', value: 'café' } },
    ],
    audience: PostAudience.POST_AUDIENCE_PUBLIC,
    likeCount: 0,
    commentCount: 0,
    viewerLiked: false,
  });
});

test('the same request twice makes one post', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  const request = { requestId: newId(), text: 'once' };
  const [first, second] = await Promise.all([ana.posts.createPost(request), ana.posts.createPost(request)]);
  t.deepEqual(await ana.posts.createPost(request), first);
  t.deepEqual(second, first);
  t.deepEqual(await ana.home(), ['once']);
});

test('a request id with another body is refused', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  const requestId = newId();
  await ana.posts.createPost({ requestId, text: 'one' });
  await expectStatus(t, ana.posts.createPost({ requestId, text: 'two' }), 'INVALID_ARGUMENT', 'REQUEST_ID_REUSED');
  t.deepEqual(await ana.home(), ['one']);
});

test('every field at fault is named at once', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  const text = `${'@abc '.repeat(51)}${'#tag '.repeat(51)}`;
  const audience = 9 as PostAudience;
  const error = await expectStatus(
    t,
    ana.posts.createPost({ requestId: 'no', text, audience }),
    'INVALID_ARGUMENT',
    'INVALID_REQUEST',
  );
  for (const part of ['request_id', 'at most 50 mentions', 'at most 50 hashtags', 'audience']) {
    t.true(error.details.includes(part), part);
  }
  await expectStatus(t, ana.write(' \n'), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  await expectStatus(t, ana.write('é'.repeat(2001)), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  t.is((await ana.write('👩‍👩‍👧'.repeat(2000))).text.length, 8 * 2000);
});

test('many posts are answered in the order asked', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  const [one, two] = [await ana.write('one'), await ana.write('two')];
  const nobodys = newId();
  const postIds = [two.postId, nobodys, one.postId, two.postId];
  const { results } = await stage.guest().posts.batchGetPosts({ postIds });
  t.deepEqual(
    results.map((result) => [result.postId, result.post?.text]),
    [
      [two.postId, 'two'],
      [nobodys, undefined],
      [one.postId, 'one'],
      [two.postId, 'two'],
    ],
  );
});

test('only its author deletes a post', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  const bo = await stage.member('bo_');
  const post = await ana.write('mine');
  await expectStatus(t, bo.delete(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  const request = { requestId: newId(), postId: post.postId };
  await ana.posts.deletePost(request);
  await ana.posts.deletePost(request);
  await expectStatus(t, ana.read(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, ana.delete(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  t.deepEqual(await ana.home(), []);
});
