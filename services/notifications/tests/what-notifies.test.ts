import test from 'ava';
import { listOf, type Scene, startScene, unreadOf } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

test('a follow notifies, once for as long as it lasts', async (t) => {
  const [ana, bo] = [await scene.join('ana_f'), await scene.join('bo_f')];
  await scene.follow(bo, ana);
  await scene.unfollow(bo, ana);
  t.deepEqual(await listOf(ana), []);
  await scene.follow(bo, ana);
  t.deepEqual(await listOf(ana), ['FOLLOW bo_f']);
});

test('a mention notifies who is mentioned, with the beginning of the post', async (t) => {
  const [ana, bo] = [await scene.join('ana_m'), await scene.join('bo_m')];
  const createTime = new Date(1_700_000_000_123);
  const text = `${'👨‍👩‍👧‍👦'.repeat(139)}, and more`;
  const post = await scene.post(ana, { mentionedIds: [bo.accountId, ana.accountId], text, createTime });
  const { notifications } = await bo.client.listNotifications({});
  t.like(notifications[0], { postId: post.postId, commentId: '', createTime, read: false });
  t.deepEqual(notifications[0]?.actor, {
    accountId: ana.accountId,
    handle: 'ana_m',
    displayName: 'ana_m',
    private: false,
  });
  t.is([...new Intl.Segmenter().segment(notifications[0]?.snippet ?? '')].length, 140);
  t.deepEqual(await listOf(ana), []);
});

test('a comment notifies the author of the post; a reply the author of what it answers, and each person once', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_c'), await scene.join('bo_c'), await scene.join('cy_c')];
  const post = await scene.post(ana);
  const top = await scene.comment(bo, post, 'top');
  const reply = await scene.comment(cy, post, 'reply', top);
  const answer = await scene.comment(ana, post, 'answer', reply);
  await scene.comment(bo, post, 'back', answer);
  await scene.comment(ana, post, 'to myself', answer);
  t.deepEqual(await listOf(ana), ['REPLY bo_c', 'COMMENT cy_c bo_c']);
  t.deepEqual(await listOf(bo), ['REPLY cy_c']);
  t.deepEqual(await listOf(cy), ['REPLY ana_c']);
  const { notifications } = await bo.client.listNotifications({});
  t.like(notifications[0], { snippet: 'reply', commentId: reply.commentId, postId: post.postId });
});

test('a like notifies the author, with the beginning of the post, and its end takes it back', async (t) => {
  const [ana, bo] = [await scene.join('ana_l'), await scene.join('bo_l')];
  const post = await scene.post(ana, { text: 'likeable' });
  await scene.like(bo, post);
  await scene.like(ana, post);
  t.like((await ana.client.listNotifications({})).notifications, [{ snippet: 'likeable' }]);
  t.deepEqual(await listOf(ana), ['LIKE bo_l']);
  await scene.unlike(bo, post);
  t.deepEqual(await listOf(ana), []);
});

test('what is deleted takes its notifications with it', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_d'), await scene.join('bo_d'), await scene.join('cy_d')];
  const post = await scene.post(ana, { mentionedIds: [bo.accountId] });
  const kept = await scene.comment(bo, post, 'kept');
  const gone = await scene.comment(cy, post, 'gone', kept);
  await scene.uncomment(gone);
  t.deepEqual([await listOf(ana), await listOf(bo)], [['COMMENT bo_d'], ['MENTION ana_d']]);
  await scene.unpost(post);
  t.deepEqual([await listOf(ana), await listOf(bo)], [[], []]);
});

test('a deleted account takes with it what it did and what it received', async (t) => {
  const [ana, bo] = [await scene.join('ana_x'), await scene.join('bo_x')];
  const post = await scene.post(ana);
  await scene.follow(bo, ana);
  await scene.follow(ana, bo);
  await scene.like(bo, post);
  await scene.comment(bo, post, 'bye');
  t.is(await unreadOf(ana), 3);
  await scene.leave(bo);
  t.deepEqual([await unreadOf(ana), await unreadOf(bo)], [0, 0]);
  await scene.comment(bo, post, 'told late');
  t.deepEqual(await listOf(ana), []);
});

test('an act that is told before its post, or its actor, waits for both', async (t) => {
  const [ana, bo] = [await scene.join('ana_w'), await scene.join('bo_w')];
  const stranger = { accountId: crypto.randomUUID() };
  const early = { postId: crypto.randomUUID(), authorId: ana.accountId };
  await scene.comment(bo, early, 'before its post');
  t.is(await unreadOf(ana), 0);
  await scene.post(ana, { postId: early.postId });
  t.is(await unreadOf(ana), 1);
  await scene.comment(stranger, early, 'before their card');
  t.is(await unreadOf(ana), 1);
  await scene.card(stranger, 'no_stranger');
  t.is(await unreadOf(ana), 1);
  t.deepEqual(await listOf(ana), ['COMMENT no_stranger bo_w']);
});

test('a comment that is told after its post is gone for good notifies nobody', async (t) => {
  const [ana, bo] = [await scene.join('ana_z'), await scene.join('bo_z')];
  const post = await scene.post(ana);
  await scene.unpost(post);
  await scene.purge(post);
  await scene.comment(bo, post, 'too late');
  await scene.post(ana, { postId: post.postId });
  t.deepEqual(await listOf(ana), []);
});
