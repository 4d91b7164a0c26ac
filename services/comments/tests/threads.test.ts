import test from 'ava';
import { CommentCreated, CommentDeleted, CommentHeld } from '#gen/tertulia/comments/v1/comment_events.ts';
import { PostDeleted } from '#gen/tertulia/posts/v1/post_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { comment, type Person, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const update = (person: Person, postId: string, rules: { locked?: boolean; approvalRequired?: boolean }) => {
  const paths = { locked: 'locked', approvalRequired: 'approval_required' };
  const updateMask = Object.keys(rules).map((name) => paths[name as keyof typeof paths]);
  return person.threads.updateThread({ requestId: newId(), thread: { postId, ...rules }, updateMask });
};
const act = (commentId: string) => ({ requestId: newId(), commentId });

async function typesTold(postId: string): Promise<string[]> {
  return (await scene.told(postId)).map(({ type }) => type);
}

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
  for (const [person, sees] of [
    [ana, 1],
    [bo, 1],
    [cy, 0],
  ] as const) {
    const { comments } = await person.client.listComments({ postId });
    const { replies } = await person.client.listReplies({ commentId: top });
    t.deepEqual([comments[0]?.replyCount, replies.length], [sees, sees], person.handle);
  }
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
  for (const [person, sees] of [
    [ana, 1],
    [bo, 1],
    [cy, 0],
  ] as const) {
    const { comments } = await person.client.listComments({ postId });
    const { replies } = await person.client.listReplies({ commentId: top });
    t.deepEqual([comments[0]?.replyCount, replies.length], [sees, sees], person.handle);
  }
  const answer = ana.client.createComment({ requestId: newId(), postId, parentCommentId: commentId, text: 'yes' });
  await expectStatus(t, answer, 'FAILED_PRECONDITION', 'COMMENT_HELD');
  await expectStatus(t, ana.likes.likeComment(act(commentId)), 'FAILED_PRECONDITION', 'COMMENT_HELD');
  t.is((await ana.threads.getThread({ postId })).thread?.heldCount, 1);
  t.is((await bo.threads.getThread({ postId })).thread?.heldCount, 0);
  t.is((await ana.threads.listHeldComments({ postId })).comments.length, 1);
  t.is((await ana.threads.approveComment(act(commentId))).comment?.held, false);
  await expectStatus(t, ana.threads.approveComment(act(commentId)), 'FAILED_PRECONDITION', 'COMMENT_NOT_HELD');
  t.is((await scene.guest.listReplies({ commentId: top })).replies.length, 1);
  const types = await typesTold(postId);
  t.deepEqual(
    types.filter((type) => type === CommentHeld.$type || type === CommentCreated.$type),
    [CommentCreated.$type, CommentHeld.$type, CommentCreated.$type],
  );
});

const edit = (person: Person, commentId: string, text: string) =>
  person.client.updateComment({ requestId: newId(), comment: { commentId, text }, updateMask: ['text'] });

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
  t.deepEqual((await typesTold(postId)).slice(1), [CommentHeld.$type, CommentDeleted.$type]);
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

test('a muted thread is muted for who muted it alone, and told once', async (t) => {
  const [ana, bo] = [await scene.join('ana_noisy'), await scene.join('bo_mutes')];
  const postId = await scene.post(ana);
  for (const _ of [1, 2]) await bo.threads.muteThread({ requestId: newId(), postId });
  t.true((await bo.threads.getThread({ postId })).thread?.muted);
  t.false((await ana.threads.getThread({ postId })).thread?.muted);
  await bo.threads.unmuteThread({ requestId: newId(), postId });
  t.false((await bo.threads.getThread({ postId })).thread?.muted);
  t.is((await typesTold(postId)).length, 2);
});
