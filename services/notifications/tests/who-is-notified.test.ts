import test from 'ava';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { listOf, type Scene, startScene, unreadOf } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const followersOnly = { audience: PostAudience.POST_AUDIENCE_FOLLOWERS };

test('a block of either side takes back what was between the two, and its end does not bring it back', async (t) => {
  const [ana, bo] = [await scene.join('ana_b'), await scene.join('bo_b')];
  const post = await scene.post(ana, { mentionedIds: [bo.accountId] });
  await scene.like(bo, post);
  await scene.block(bo, ana);
  t.deepEqual([await listOf(ana), await listOf(bo)], [[], []]);
  await scene.unblock(bo, ana);
  t.deepEqual([await listOf(ana), await listOf(bo)], [[], []]);
  t.is(await unreadOf(ana), 0);
});

test('during a block neither hears of the other, nor afterwards of what was done meanwhile', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_q'), await scene.join('bo_q'), await scene.join('cy_q')];
  const post = await scene.post(cy);
  const top = await scene.comment(ana, post, 'ana was here');
  await scene.block(ana, bo);
  await scene.comment(bo, post, 'bo answers nevertheless', top);
  t.is(await unreadOf(ana), 0);
  await scene.unblock(ana, bo);
  t.is(await unreadOf(ana), 0);
});

test('what others do on the post of a blocked author is hidden for as long as the block stands', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_h'), await scene.join('bo_h'), await scene.join('cy_h')];
  const post = await scene.post(bo);
  const top = await scene.comment(ana, post, 'ana was here');
  await scene.comment(cy, post, 'a reply', top);
  t.is(await unreadOf(ana), 1);
  await scene.block(ana, bo);
  t.is(await unreadOf(ana), 0);
  await scene.unblock(ana, bo);
  t.is(await unreadOf(ana), 1);
});

test('what stands under a comment of somebody blocked is told while no block hides it, or the comment is gone', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_u'), await scene.join('bo_u'), await scene.join('cy_u')];
  const post = await scene.post(ana);
  const top = await scene.comment(bo, post, 'bo was here');
  await scene.comment(cy, post, 'a reply', top);
  t.deepEqual(await listOf(ana), ['COMMENT cy_u bo_u']);
  await scene.block(bo, ana);
  t.deepEqual([await listOf(ana), await unreadOf(ana)], [[], 0]);
  await scene.comment(cy, post, 'another reply', top);
  t.deepEqual(await listOf(ana), []);
  await scene.uncomment(top);
  t.deepEqual(await listOf(ana), ['COMMENT cy_u']);
});

test('a reply on a followers-only post is shown to followers only, and counted just so', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_o'), await scene.join('bo_o'), await scene.join('cy_o')];
  const post = await scene.post(bo, followersOnly);
  await scene.follow(ana, bo);
  const top = await scene.comment(ana, post, 'as a follower');
  await scene.comment(cy, post, 'a reply', top);
  t.is(await unreadOf(ana), 1);
  await scene.unfollow(ana, bo);
  t.is(await unreadOf(ana), 0);
  t.deepEqual(await listOf(ana), []);
  await scene.follow(ana, bo);
  t.deepEqual(await listOf(ana), ['REPLY cy_o']);
});

test('a mention in a post for followers reaches who does not follow', async (t) => {
  const [ana, bo] = [await scene.join('ana_n'), await scene.join('bo_n')];
  await scene.post(ana, { ...followersOnly, mentionedIds: [bo.accountId] });
  t.is(await unreadOf(bo), 1);
});
