import test from 'ava';
import { CommentCreated, CommentDeleted } from '#gen/tertulia/comments/v1/comment_events.ts';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { startStage } from './stage.ts';

test('a deleted account vanishes with its posts, likes and mentions', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(bo, ana);
  const [own, others] = [await ana.write('of ana'), await bo.write('of bo, for @ana')];
  await ana.like(others);
  await bo.like(others);
  await bo.like(own);
  await stage.deleteAccount(ana);
  await expectStatus(t, bo.read(own), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, bo.postsOf(ana), 'NOT_FOUND', 'AUTHOR_NOT_FOUND');
  t.like(await bo.read(others), { likeCount: 1, viewerLiked: true, spans: [] });
  t.deepEqual(await bo.home(), ['of bo, for @ana']);
  t.deepEqual(await stage.eventsOf(own.postId), ['PostCreated', 'PostLiked', 'PostPurged']);
  t.deepEqual(await stage.eventsOf(others.postId), ['PostCreated', 'PostLiked', 'PostLiked', 'PostUnliked']);
});

test('a card shows in posts and mentions as it is now', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  const post = await ana.write('@ana and @bo_');
  const { accountId, handle } = bo;
  await stage.tell(accountId, CardChanged, { card: { accountId, handle, displayName: 'Bo the Second' } });
  const { spans } = await ana.read(post);
  t.like(spans[1]?.meaning, { value: { displayName: 'Bo the Second' } });
});

test('a handle that is not known here is asked for once, and so is a new author', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.stranger('bo_')];
  const { accountId, handle } = bo;
  stage.profile.play.cards.set(handle, { accountId, handle, displayName: 'Bo', private: false });
  const post = await ana.write('@bo_ @nobody @ana');
  t.deepEqual(stage.profile.play.asked, [['bo_', 'nobody']]);
  t.deepEqual(
    post.spans.map((span) => span.meaning?.$case === 'mention' && span.meaning.value.accountId),
    [accountId, ana.accountId],
  );
  const cyd = await stage.stranger('cyd');
  stage.profile.play.cards.set('cyd', { accountId: cyd.accountId, handle: 'cyd', displayName: 'Cyd', private: false });
  t.like(await cyd.write('my first'), { author: { handle: 'cyd', displayName: 'Cyd' } });
  t.deepEqual(await cyd.home(), ['my first']);
});

test('a post is written while profile is silent, and an unknown handle stays text', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  stage.profile.play.isSilent = true;
  const { spans } = await ana.write('@nobody @ana');
  t.is(spans.length, 1);
});

test('a post is written while profile is down, but not by an author of whom it has not told', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.stranger('bo_')];
  await stage.profile.stop();
  t.is((await ana.write('@nobody @ana')).spans.length, 1);
  await expectStatus(t, bo.write('hello'), 'UNAVAILABLE', 'UNAVAILABLE');
});

test('comments are counted', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  const { postId } = await ana.write('discuss');
  const comment = { commentId: newId(), postId, authorId: ana.accountId, text: 'well', createTime: new Date() };
  await stage.tellOfComments(CommentCreated, comment);
  await stage.tellOfComments(CommentCreated, { ...comment, commentId: newId() });
  await stage.tellOfComments(CommentCreated, { ...comment, postId: newId() });
  t.is((await stage.guest().posts.getPost({ postId })).post?.commentCount, 2);
  await stage.tellOfComments(CommentDeleted, comment);
  t.is((await stage.guest().posts.getPost({ postId })).post?.commentCount, 1);
});

test('who likes or reposts before any log told of them is listed as they are counted', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.stranger('bo_')];
  const { accountId, handle } = bo;
  stage.profile.play.cards.set(handle, { accountId, handle, displayName: 'Bo', private: false });
  const post = await ana.write('nice');
  t.deepEqual([await bo.like(post), await bo.repost(post)], [1, 1]);
  t.deepEqual([await ana.whoDoes('likes', post), await ana.whoDoes('reposts', post)], [['bo_'], ['bo_']]);
});
