import test from 'ava';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import type { Policy } from './member.ts';
import { startStage } from './stage.ts';

test('the public posts of a private account are for its followers and whom they mention', async (t) => {
  await using stage = await startStage();
  const [ana, bo, cyd, dan] = await Promise.all(['ana', 'bo_', 'cyd', 'dan'].map((handle) => stage.member(handle)));
  if (!ana || !bo || !cyd || !dan) return t.fail();
  await stage.follow(bo, ana);
  const post = await ana.write('for @cyd');
  await waitFor(async () => (await bo.home()).length === 1);
  await stage.setPrivate(ana, true);
  t.is((await bo.read(post)).text, 'for @cyd');
  t.is((await cyd.read(post)).text, 'for @cyd');
  t.deepEqual([await bo.home(), await bo.postsOf(ana), await cyd.postsOf(ana)], Array(3).fill(['for @cyd']));
  for (const reader of [dan, stage.guest()]) {
    await expectStatus(t, reader.read(post), 'NOT_FOUND', 'POST_NOT_FOUND');
    t.deepEqual(await reader.postsOf(ana), []);
  }
  await stage.setPrivate(ana, false);
  t.is((await dan.read(post)).text, 'for @cyd');
});

test('a post for a circle is for who is in it when they read', async (t) => {
  await using stage = await startStage();
  const [ana, bo, cyd] = [await stage.member('ana'), await stage.member('bo_'), await stage.member('cyd')];
  await stage.follow(bo, ana);
  await stage.follow(cyd, ana);
  const circleId = await stage.putInCircle(ana, bo);
  const post = await ana.writeWith('to the circle', { circleId });
  t.is(post.circleId, circleId);
  await waitFor(async () => (await bo.home()).length === 1);
  t.like(await bo.read(post), { text: 'to the circle', circleId: '' });
  await expectStatus(t, cyd.read(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  await stage.putInCircle(ana, cyd, circleId);
  t.deepEqual(await cyd.home(), ['to the circle']);
  await stage.takeFromCircle(ana, bo, circleId);
  await expectStatus(t, bo.read(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  t.deepEqual(await bo.home(), []);
  await stage.deleteCircle(ana, circleId);
  t.deepEqual([await cyd.home(), await ana.home()], [[], ['to the circle']]);
});

test('a circle is the author’s own, and goes with its audience alone', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  const circleId = await stage.putInCircle(ana, bo);
  await expectStatus(t, bo.writeWith('x', { circleId }), 'INVALID_ARGUMENT', 'CIRCLE_NOT_FOUND');
  await expectStatus(t, ana.writeWith('x', { circleId: newId() }), 'INVALID_ARGUMENT', 'CIRCLE_NOT_FOUND');
  const misplaced = ana.writeWith('x', { circleId, audience: 'public' });
  await expectStatus(t, misplaced, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});

test('a post says to each reader whether they may comment', async (t) => {
  await using stage = await startStage();
  const [ana, bo, cyd, dan] = await Promise.all(['ana', 'bo_', 'cyd', 'dan'].map((handle) => stage.member(handle)));
  if (!ana || !bo || !cyd || !dan) return t.fail();
  await stage.follow(ana, bo);
  const allowed: Record<Policy, boolean[]> = {
    everyone: [true, true, true, true, false],
    followed: [true, true, true, false, false],
    mentioned: [true, false, true, false, false],
    nobody: [true, false, false, false, false],
  };
  for (const policy of ['everyone', 'followed', 'mentioned', 'nobody'] as const) {
    const post = await ana.writeWith('for @cyd', { policy });
    t.true(post.viewerCanComment);
    const answers = await Promise.all([ana, bo, cyd, dan, stage.guest()].map((reader) => reader.read(post)));
    t.deepEqual(
      answers.map((answer) => answer.viewerCanComment),
      allowed[policy],
      policy,
    );
    const { posts } = await dan.timeline.listAuthorPosts({ authorId: ana.accountId, pageSize: 1 });
    t.is(posts[0]?.viewerCanComment, allowed[policy][3]);
  }
  const everyones = await ana.write('all');
  await stage.unfollow(ana, bo);
  t.true((await bo.read(everyones)).viewerCanComment);
});

test('of a circle with nobody in it profile is asked', async (t) => {
  await using stage = await startStage();
  const ana = await stage.member('ana');
  const circleId = newId();
  stage.profile.play.circles.add(circleId);
  t.is((await ana.writeWith('to nobody', { circleId })).circleId, circleId);
  await stage.profile.stop();
  await expectStatus(t, ana.writeWith('to nobody', { circleId }), 'UNAVAILABLE', 'UNAVAILABLE');
});

test('a retry gets the first answer also when the circle is gone, or nobody can be asked for it', async (t) => {
  await using stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  const circleId = await stage.putInCircle(ana, bo);
  const request = { requestId: newId(), text: 'once', circleId, audience: PostAudience.POST_AUDIENCE_CIRCLE };
  const first = await ana.posts.createPost(request);
  await stage.deleteCircle(ana, circleId);
  t.deepEqual(await ana.posts.createPost(request), first);
  await stage.profile.stop();
  t.deepEqual(await ana.posts.createPost(request), first);
  const other = { ...request, text: 'another' };
  await expectStatus(t, ana.posts.createPost(other), 'INVALID_ARGUMENT', 'REQUEST_ID_REUSED');
});
