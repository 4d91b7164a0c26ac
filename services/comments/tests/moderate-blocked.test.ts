import test from 'ava';
import { CommentDeleted } from '#gen/tertulia/comments/v1/comment_events.ts';
import { PostDeleted } from '#gen/tertulia/posts/v1/post_events.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { act, update } from './rule-threads.ts';
import { comment, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

test('whom the author of a post blocks is moderated all the same, unseen', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_still'), await scene.join('bo_blocked'), await scene.join('cy_about')];
  const postId = await scene.post(ana);
  const [open, other] = [await comment(bo, postId, 'open'), await comment(bo, postId, 'other')];
  const under = await comment(cy, postId, 'under it', open);
  await scene.block(ana, bo);
  const { comment: answer } = await ana.threads.hideComment(act(open));
  t.like(answer, { commentId: open, postId, author: undefined, text: '', deleted: false, hidden: true });
  t.true(answer?.viewerCanModerate);
  t.like((await ana.threads.hideComment(act(under))).comment, { text: 'under it', hidden: true });
  await expectStatus(t, ana.client.getComment({ commentId: open }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  const seen = async () => (await scene.guest.listComments({ postId })).comments.map(({ commentId }) => commentId);
  t.deepEqual(await seen(), [other]);
  await ana.threads.unhideComment(act(open));
  t.deepEqual(await seen(), [open, other]);
});

test('who blocks the author of a post is moderated all the same, and does not moderate', async (t) => {
  const [ana, bo] = [await scene.join('ana_shunned'), await scene.join('bo_shuns')];
  const postId = await scene.post(ana);
  const [theirs, own] = [await comment(bo, postId, 'theirs'), await comment(ana, postId, 'own')];
  await scene.block(bo, ana);
  t.like((await ana.threads.hideComment(act(theirs))).comment, { text: '', hidden: true });
  await expectStatus(t, bo.threads.hideComment(act(own)), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  await scene.tell('posts', postId, PostDeleted, { postId, authorId: ana.accountId });
  await expectStatus(t, ana.threads.unhideComment(act(theirs)), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
});

test('a block, by either, deletes what is held between the two, under posts of either', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_parts'), await scene.join('bo_parts'), await scene.join('cy_stays')];
  const [anas, bos] = [await scene.post(ana), await scene.post(bo)];
  const open = await comment(bo, anas, 'open');
  await update(ana, anas, { approvalRequired: true });
  await update(bo, bos, { approvalRequired: true });
  const [byBo, byAna] = [await comment(bo, anas, 'may I?', open), await comment(ana, bos, 'may I?')];
  const byCy = await comment(cy, anas, 'and I?', open);
  await scene.block(bo, ana);
  for (const [postId, commentId] of [
    [anas, byBo],
    [bos, byAna],
  ] as const) {
    const gone = (await scene.told(postId)).filter(({ type }) => type === CommentDeleted.$type);
    t.deepEqual(
      gone.map(({ payload }) => CommentDeleted.decode(payload).commentId),
      [commentId],
    );
  }
  // What stands under something that a block hides waits as ever.
  const { comments } = await ana.threads.listHeldComments({ postId: anas });
  t.deepEqual(
    comments.map(({ commentId }) => commentId),
    [byCy],
  );
  t.is((await ana.threads.getThread({ postId: anas })).thread?.heldCount, 1);
  t.like((await ana.threads.approveComment(act(byCy))).comment, { text: 'and I?', held: false });
  t.is((await scene.guest.listReplies({ commentId: open })).replies.length, 1);
});
