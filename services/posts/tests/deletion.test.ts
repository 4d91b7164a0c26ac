import test from 'ava';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { type Stage, startStage } from './stage.ts';

async function startScene() {
  const stage = await startStage();
  const [ana, bo] = [await stage.member('ana'), await stage.member('bo_')];
  await stage.follow(bo, ana);
  const post = await ana.write('regretted');
  await bo.like(post);
  await waitFor(async () => (await bo.home()).length === 1);
  return { stage, ana, bo, post };
}

const purged = (stage: Stage, postId: string) =>
  waitFor(async () => (await stage.eventsOf(postId)).at(-1) === 'PostPurged');

test('a deletion is taken back within its time: all is there as it was', async (t) => {
  const { stage, ana, bo, post } = await startScene();
  await using _stage = stage;
  const before = await bo.read(post);
  await ana.delete(post);
  t.deepEqual([await bo.home(), await bo.postsOf(ana), await ana.home()], [[], [], []]);
  for (const reader of [ana, bo]) {
    await expectStatus(t, reader.read(post), 'NOT_FOUND', 'POST_NOT_FOUND');
    await expectStatus(t, reader.textsOf(post), 'NOT_FOUND', 'POST_NOT_FOUND');
    await expectStatus(t, reader.like(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  }
  await expectStatus(t, ana.edit(post, 'x'), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, bo.undelete(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  const restored = await ana.undelete(post);
  t.like(restored, { text: 'regretted', likeCount: 1 });
  t.deepEqual(await bo.read(post), before);
  t.deepEqual([await bo.home(), await ana.home()], [['regretted'], ['regretted']]);
  t.like(await ana.undelete(post), { text: 'regretted' });
  const told = ['PostCreated', 'PostLiked', 'PostDeleted', 'PostRestored'];
  t.deepEqual(await stage.eventsOf(post.postId), told);
});

test('after its time a deleted post is gone for good, also if the service was down', async (t) => {
  const { stage, ana, post } = await startScene();
  await using _stage = stage;
  await ana.edit(post, 'regretted still');
  await ana.delete(post);
  await stage.stop();
  stage.goOn(10_001);
  await stage.start();
  await waitFor(() => ana.undelete(post).catch((error) => error.code !== 14));
  await expectStatus(t, ana.undelete(post), 'NOT_FOUND', 'POST_NOT_FOUND');
  await purged(stage, post.postId);
  const log = await stage.log();
  t.true(log.every((event) => !Buffer.from(event.payload?.value ?? []).includes('regretted')));
});

test('a retry of a taken back deletion does not delete again', async (t) => {
  const { stage, ana, post } = await startScene();
  await using _stage = stage;
  const request = { requestId: newId(), postId: post.postId };
  await ana.posts.deletePost(request);
  await ana.undelete(post);
  await ana.posts.deletePost(request);
  t.is((await ana.read(post)).text, 'regretted');
});
