import test from 'ava';
import { CommentDeleted } from '#gen/tertulia/comments/v1/comment_events.ts';
import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { comment, type Person, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const remove = (person: Person, commentId: string) => person.client.deleteComment({ requestId: newId(), commentId });

async function deletedIds(postId: string): Promise<string[]> {
  const events = await scene.told(postId);
  const deleted = events.filter(({ type }) => type === CommentDeleted.$type);
  return deleted.map(({ payload }) => CommentDeleted.decode(payload).commentId);
}

test('a comment without replies goes, and its parent counts one less', async (t) => {
  const ana = await scene.join('ana_leaf');
  const postId = await scene.post(ana);
  const parent = await comment(ana, postId, 'parent');
  const leaf = await comment(ana, postId, 'leaf', parent);
  await remove(ana, leaf);
  const { comments } = await scene.guest.listComments({ postId });
  t.is(comments[0]?.replyCount, 0);
  t.deepEqual((await scene.guest.listReplies({ commentId: parent })).replies, []);
  await expectStatus(t, scene.guest.listReplies({ commentId: leaf }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
});

test('a comment with replies leaves a tombstone, which goes with the last of them', async (t) => {
  const [ana, bo] = [await scene.join('ana_tomb'), await scene.join('bo_tomb')];
  const postId = await scene.post(ana);
  const top = await comment(ana, postId, 'top');
  const middle = await comment(bo, postId, 'middle', top);
  const leaf = await comment(ana, postId, 'leaf', middle);
  await remove(ana, top);
  await remove(bo, middle);
  const { comments } = await scene.guest.listComments({ postId });
  t.like(comments[0], { commentId: top, deleted: true, author: undefined, text: '', replyCount: 1 });
  t.like((await scene.guest.listReplies({ commentId: top })).replies[0], {
    commentId: middle,
    deleted: true,
    text: '',
  });
  await remove(ana, leaf);
  t.deepEqual((await scene.guest.listComments({ postId })).comments, []);
  t.deepEqual(await deletedIds(postId), [top, middle, leaf]);
});

test('a tombstone keeps neither author nor text, and cannot be answered or deleted again', async (t) => {
  const ana = await scene.join('ana_gone');
  const postId = await scene.post(ana);
  const top = await comment(ana, postId, 'a secret');
  await comment(ana, postId, 'reply', top);
  await remove(ana, top);
  const answer = ana.client.createComment({ requestId: newId(), postId, parentCommentId: top, text: 'late' });
  await expectStatus(t, answer, 'FAILED_PRECONDITION', 'COMMENT_DELETED');
  await expectStatus(t, remove(ana, top), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
});

test('a comment of somebody else cannot be deleted, just as one that does not exist', async (t) => {
  const [ana, bo] = [await scene.join('ana_owns'), await scene.join('bo_owns_not')];
  const postId = await scene.post(bo);
  const commentId = await comment(ana, postId, 'mine');
  const foreign = await expectStatus(t, remove(bo, commentId), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  const missing = await expectStatus(t, remove(bo, newId()), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  t.is(foreign.details, missing.details);
});

test('deleting is told once, however often the request is repeated', async (t) => {
  const ana = await scene.join('ana_again');
  const postId = await scene.post(ana);
  const commentId = await comment(ana, postId, 'short-lived');
  const request = { requestId: newId(), commentId };
  await Promise.all([1, 2, 3].map(() => ana.client.deleteComment(request)));
  t.deepEqual(await deletedIds(postId), [commentId]);
});

test('a deleted account takes its comments with it, with their events', async (t) => {
  const [ana, bo] = [await scene.join('ana_stays'), await scene.join('bo_leaves')];
  const postId = await scene.post(ana);
  const kept = await comment(ana, postId, 'kept');
  const top = await comment(bo, postId, 'answered');
  const answer = await comment(ana, postId, 'the answer', top);
  const leaf = await comment(bo, postId, 'unanswered', kept);
  await scene.tell('profile', bo.accountId, AccountDeleted, { accountId: bo.accountId });
  const { comments } = await scene.guest.listComments({ postId });
  t.deepEqual(
    comments.map(({ commentId, deleted, replyCount }) => ({ commentId, deleted, replyCount })),
    [
      { commentId: kept, deleted: false, replyCount: 0 },
      { commentId: top, deleted: true, replyCount: 1 },
    ],
  );
  t.deepEqual(
    (await scene.guest.listReplies({ commentId: top })).replies.map(({ commentId }) => commentId),
    [answer],
  );
  t.deepEqual((await deletedIds(postId)).toSorted(), [top, leaf].toSorted());
});

test('a deleted post takes its comments with it, without events', async (t) => {
  const ana = await scene.join('ana_unposts');
  const postId = await scene.post(ana);
  const commentId = await comment(ana, postId, 'gone with it');
  await scene.deletePost(postId, ana.accountId);
  await expectStatus(t, scene.guest.listComments({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, ana.client.listReplies({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  const late = ana.client.createComment({ requestId: newId(), postId, text: 'late' });
  await expectStatus(t, late, 'NOT_FOUND', 'POST_NOT_FOUND');
  t.deepEqual(await deletedIds(postId), []);
});
