import test from 'ava';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { act, countReplies, typesTold, update } from './rule-threads.ts';
import { comment, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

test('in a locked thread nobody but the author of the post comments; all else goes on', async (t) => {
  const [ana, bo] = [await scene.join('ana_locks'), await scene.join('bo_locked')];
  const postId = await scene.post(ana);
  const commentId = await comment(bo, postId, 'before');
  const { thread } = await update(ana, postId, { locked: true });
  t.like(thread, { locked: true, approvalRequired: false, viewerCanComment: true });
  t.like((await bo.threads.getThread({ postId })).thread, { locked: true, viewerCanComment: false });
  const late = bo.client.createComment({ requestId: newId(), postId, text: 'late' });
  await expectStatus(t, late, 'FAILED_PRECONDITION', 'THREAD_LOCKED');
  await comment(ana, postId, 'the last word', commentId);
  await bo.likes.likeComment(act(commentId));
  await update(ana, postId, { locked: false });
  t.truthy(await comment(bo, postId, 'again'));
});

test('a thread is for the author of its post to rule, and to moderate', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_rules'), await scene.join('bo_rules_not'), await scene.join('cy_out')];
  const postId = await scene.post(ana);
  const commentId = await comment(bo, postId, 'x');
  await expectStatus(t, update(bo, postId, { locked: true }), 'PERMISSION_DENIED', 'NOT_POST_AUTHOR');
  await expectStatus(t, bo.threads.hideComment(act(commentId)), 'PERMISSION_DENIED', 'NOT_POST_AUTHOR');
  await expectStatus(t, bo.threads.listHeldComments({ postId }), 'PERMISSION_DENIED', 'NOT_POST_AUTHOR');
  await scene.block(ana, cy);
  await expectStatus(t, update(cy, postId, { locked: true }), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, cy.threads.getThread({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, cy.threads.listHeldComments({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, cy.threads.hideComment(act(commentId)), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  await expectStatus(t, cy.threads.muteThread({ requestId: newId(), postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
});

test('a hidden comment, and what stands under it, is for its author and the author of the post', async (t) => {
  const [ana, bo, cy] = [
    await scene.join('ana_covers'),
    await scene.join('bo_covered'),
    await scene.join('cy_sees_not'),
  ];
  const postId = await scene.post(ana);
  const top = await comment(ana, postId, 'top');
  const hidden = await comment(bo, postId, 'hidden', top);
  const under = await comment(cy, postId, 'under', hidden);
  t.true((await ana.threads.hideComment(act(hidden))).comment?.hidden);
  await ana.threads.hideComment(act(hidden));
  for (const person of [ana, bo]) t.deepEqual(await countReplies(person, postId, top), [1, 1], person.handle);
  t.deepEqual(await countReplies(cy, postId, top), [0, 0]);
  t.is((await scene.guest.listComments({ postId })).comments[0]?.replyCount, 0);
  for (const commentId of [hidden, under]) {
    await expectStatus(t, cy.client.getComment({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
    await expectStatus(t, cy.client.listReplies({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
    t.truthy((await bo.client.getComment({ commentId })).comment);
  }
  await ana.threads.unhideComment(act(hidden));
  t.is((await scene.guest.listReplies({ commentId: top })).replies.length, 1);
  t.deepEqual((await scene.guest.listAuthorComments({ authorId: cy.accountId })).comments.length, 1);
});

test('a muted thread is muted for who muted it alone, and told once', async (t) => {
  const [ana, bo] = [await scene.join('ana_noisy'), await scene.join('bo_mutes')];
  const postId = await scene.post(ana);
  for (const _ of [1, 2]) await bo.threads.muteThread({ requestId: newId(), postId });
  t.true((await bo.threads.getThread({ postId })).thread?.muted);
  t.false((await ana.threads.getThread({ postId })).thread?.muted);
  await bo.threads.unmuteThread({ requestId: newId(), postId });
  t.false((await bo.threads.getThread({ postId })).thread?.muted);
  t.is((await typesTold(scene, postId)).length, 2);
});
