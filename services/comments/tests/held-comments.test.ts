import test from 'ava';
import { CommentCreated, CommentDeleted, CommentHeld } from '#gen/tertulia/comments/v1/comment_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { act, countReplies, edit, typesTold, update } from './rule-threads.ts';
import { comment, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

test('a comment that is held is for its author and the author of the post, until it is approved', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_approves'), await scene.join('bo_held'), await scene.join('cy_later')];
  const postId = await scene.post(ana);
  const top = await comment(ana, postId, 'top');
  await update(ana, postId, { approvalRequired: true });
  const { comment: held } = await bo.client.createComment({
    requestId: newId(),
    postId,
    parentCommentId: top,
    text: 'may I?',
  });
  const commentId = held?.commentId ?? '';
  t.like(held, { held: true, viewerCanReply: false, viewerCanEdit: true });
  for (const person of [ana, bo]) t.deepEqual(await countReplies(person, postId, top), [1, 1], person.handle);
  t.deepEqual(await countReplies(cy, postId, top), [0, 0]);
  const answer = ana.client.createComment({ requestId: newId(), postId, parentCommentId: commentId, text: 'yes' });
  await expectStatus(t, answer, 'FAILED_PRECONDITION', 'COMMENT_HELD');
  await expectStatus(t, ana.likes.likeComment(act(commentId)), 'FAILED_PRECONDITION', 'COMMENT_HELD');
  t.is((await ana.threads.getThread({ postId })).thread?.heldCount, 1);
  t.is((await bo.threads.getThread({ postId })).thread?.heldCount, 0);
  t.is((await ana.threads.listHeldComments({ postId })).comments.length, 1);
  t.is((await ana.threads.approveComment(act(commentId))).comment?.held, false);
  await expectStatus(t, ana.threads.approveComment(act(commentId)), 'FAILED_PRECONDITION', 'COMMENT_NOT_HELD');
  t.is((await scene.guest.listReplies({ commentId: top })).replies.length, 1);
  const types = await typesTold(scene, postId);
  t.deepEqual(
    types.filter((type) => type === CommentHeld.$type || type === CommentCreated.$type),
    [CommentCreated.$type, CommentHeld.$type, CommentCreated.$type],
  );
});

test('while comments are approved first, one that is edited waits again, with what stands under it', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_again'), await scene.join('bo_again'), await scene.join('cy_again')];
  const postId = await scene.post(ana);
  const commentId = await comment(bo, postId, 'fine');
  const under = await comment(cy, postId, 'under it', commentId);
  await update(ana, postId, { approvalRequired: true });
  const own = await comment(ana, postId, 'own');
  t.false((await edit(ana, own, 'own, edited')).comment?.held);
  t.like((await edit(bo, commentId, 'spam')).comment, { text: 'spam', held: true });
  for (const client of [cy.client, scene.guest]) {
    await expectStatus(t, client.getComment({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
    await expectStatus(t, client.getComment({ commentId: under }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  }
  const { comments } = await ana.threads.listHeldComments({ postId });
  t.like(comments, [{ commentId, text: 'spam', replyCount: 1 }]);
  t.is((await ana.threads.getThread({ postId })).thread?.heldCount, 1);
  await edit(bo, commentId, 'better');
  await ana.threads.approveComment(act(commentId));
  t.like((await scene.guest.getComment({ commentId })).comment, { text: 'better', held: false, replyCount: 1 });
  // What nobody approved is in no history.
  const { revisions } = await scene.guest.listCommentRevisions({ commentId });
  t.deepEqual(
    revisions.map(({ text }) => text),
    ['better', 'fine'],
  );
  const held = (await scene.told(postId)).filter(({ type }) => type === CommentHeld.$type);
  const [told, ...others] = held.map(({ payload }) => CommentHeld.decode(payload));
  t.like(told, { commentId, text: 'spam' });
  t.true(told?.editTime instanceof Date);
  t.is(others.length, 0);
});

test('a new comment that is edited while it is held has one text, and a hidden one stays hidden', async (t) => {
  const [ana, bo] = [await scene.join('ana_first'), await scene.join('bo_first')];
  const postId = await scene.post(ana);
  const hidden = await comment(bo, postId, 'hidden');
  await ana.threads.hideComment(act(hidden));
  await update(ana, postId, { approvalRequired: true });
  const commentId = await comment(bo, postId, 'spam');
  await edit(bo, commentId, 'fine');
  t.like((await edit(bo, hidden, 'still hidden')).comment, { hidden: true, held: false });
  const { comment: approved } = await ana.threads.approveComment(act(commentId));
  t.like(approved, { text: 'fine', editTime: undefined });
  t.is((await scene.guest.listCommentRevisions({ commentId })).revisions.length, 1);
});

test('what stands under a comment that was held for an edit is seen again once that is rejected or deleted', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_opens'), await scene.join('bo_opens'), await scene.join('cy_opens')];
  const postId = await scene.post(ana);
  const ids = [await comment(bo, postId, 'one'), await comment(bo, postId, 'two'), await comment(bo, postId, 'three')];
  const [one = '', two = '', three = ''] = ids;
  for (const id of ids.slice(0, 2)) await comment(cy, postId, 'under it', id);
  await update(ana, postId, { approvalRequired: true });
  for (const id of ids) await edit(bo, id, 'spam');
  t.deepEqual((await scene.guest.listComments({ postId })).comments, []);
  await ana.threads.rejectComment(act(one));
  for (const commentId of [two, three]) await bo.client.deleteComment(act(commentId));
  const { comments } = await scene.guest.listComments({ postId });
  t.like(comments, [
    { commentId: one, deleted: true, held: false, replyCount: 1 },
    { commentId: two, deleted: true, held: false, replyCount: 1 },
  ]);
  t.deepEqual((await ana.threads.listHeldComments({ postId })).comments, []);
});

test('a rejected comment is gone, and was never told as written', async (t) => {
  const [ana, bo] = [await scene.join('ana_rejects'), await scene.join('bo_rejected')];
  const postId = await scene.post(ana);
  await update(ana, postId, { approvalRequired: true });
  const commentId = await comment(bo, postId, 'spam');
  await ana.threads.rejectComment(act(commentId));
  await expectStatus(t, bo.client.getComment({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  t.deepEqual((await typesTold(scene, postId)).slice(1), [CommentHeld.$type, CommentDeleted.$type]);
});

test('held comments are listed over all posts of an author, without those of people whom they block', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_queue'), await scene.join('bo_queue'), await scene.join('cy_queue')];
  const posts = [await scene.post(ana), await scene.post(ana)];
  for (const [n, postId] of posts.entries()) {
    await update(ana, postId, { approvalRequired: true });
    await comment(bo, postId, `bo ${n}`);
    await comment(cy, postId, `cy ${n}`);
  }
  await scene.block(ana, cy);
  const first = await ana.threads.listHeldComments({ pageSize: 1 });
  const second = await ana.threads.listHeldComments({ pageSize: 1, pageToken: first.nextPageToken });
  t.deepEqual(
    [...first.comments, ...second.comments].map(({ text }) => text),
    ['bo 0', 'bo 1'],
  );
  t.is(second.nextPageToken, '');
  t.is((await ana.threads.getThread({ postId: posts[0] ?? '' })).thread?.heldCount, 1);
});
