import test from 'ava';
import { PostCommentPolicy } from '#gen/tertulia/posts/v1/post.ts';
import { PostEdited } from '#gen/tertulia/posts/v1/post_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { startStage } from './stage.ts';

test('an edited post has its new text everywhere, and keeps the texts that it had', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(bo, ana);
  const post = await ana.write('one #old');
  await waitFor(async () => (await bo.home()).length === 1);
  t.is(post.editTime, undefined);
  const edited = await ana.edit(post, 'two @bo_ #new', post.etag);
  t.like(edited, { text: 'two @bo_ #new', postId: post.postId, createTime: post.createTime });
  t.true(edited.editTime instanceof Date);
  t.deepEqual(await bo.read(post), edited);
  t.deepEqual([await bo.home(), await bo.postsOf(ana)], [['two @bo_ #new'], ['two @bo_ #new']]);
  await ana.edit(post, 'three');
  t.deepEqual(await stage.guest().textsOf(post), ['three', 'two @bo_ #new', 'one #old']);
  const log = await stage.log();
  const told = log.flatMap(({ payload }) =>
    payload?.typeUrl.endsWith('PostEdited') ? [PostEdited.decode(payload.value)] : [],
  );
  t.like(told[0], { text: 'two @bo_ #new', mentionedIds: [bo.accountId], hashtags: ['new'], textChanged: true });
});

test('the history of a post is read in pages, which edits do not shift', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  const post = await ana.write('1');
  for (const text of ['2', '3', '4', '5']) await ana.edit(post, text);
  const texts: string[] = [];
  let pageToken = '';
  do {
    const page = await ana.posts.listPostRevisions({ postId: post.postId, pageSize: 2, pageToken });
    texts.push(...page.revisions.map(({ text }) => text));
    if (texts.length === 2) await ana.edit(post, '6');
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  t.deepEqual(texts, ['5', '4', '3', '2', '1']);
});

test('an edit by an old etag is refused, and so is one of somebody else’s post', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  const post = await ana.write('mine');
  await ana.edit(post, 'mine still', post.etag);
  await expectStatus(t, ana.edit(post, 'late', post.etag), 'ABORTED', 'ETAG_MISMATCH');
  await expectStatus(t, bo.edit(post, 'not mine'), 'NOT_FOUND', 'POST_NOT_FOUND');
  const nothing = ana.posts.updatePost({ requestId: newId(), post: { postId: post.postId }, updateMask: [] });
  await expectStatus(t, nothing, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  t.is((await ana.read(post)).text, 'mine still');
});

test('who may comment is changed without a new text', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  const post = await ana.write('discuss');
  t.true((await bo.read(post)).viewerCanComment);
  const commentPolicy = PostCommentPolicy.POST_COMMENT_POLICY_NOBODY;
  const request = { requestId: newId(), post: { postId: post.postId, commentPolicy }, updateMask: ['comment_policy'] };
  await ana.posts.updatePost(request);
  const answer = await ana.posts.updatePost(request);
  t.like(answer.post, { text: 'discuss', commentPolicy, editTime: undefined });
  t.not(answer.post?.etag, post.etag);
  t.false((await bo.read(post)).viewerCanComment);
  t.deepEqual(await bo.textsOf(post), ['discuss']);
  t.deepEqual(await stage.eventsOf(post.postId), ['PostCreated', 'PostEdited']);
});

test('whom an edit mentions may read a post for who is mentioned, and whom it no longer mentions may not', async (t) => {
  await using stage = await startStage();
  const [ana, bo, cyd] = [await stage.member('ana'), await stage.member('bo_'), await stage.member('cyd')];
  await stage.follow(cyd, ana);
  const post = await ana.write('for @bo_', 'mentioned');
  await ana.edit(post, 'for @cyd');
  await expectStatus(t, bo.read(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, bo.textsOf(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  t.is((await cyd.read(post)).text, 'for @cyd');
  await waitFor(async () => (await cyd.home()).length === 1);
});
