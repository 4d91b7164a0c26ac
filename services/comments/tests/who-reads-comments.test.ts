import test from 'ava';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { Blocked, Followed, Unblocked, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { comment, type Person, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const follow = (follower: Person, followee: Person) =>
  scene.tell('profile', follower.accountId, Followed, {
    followerId: follower.accountId,
    followeeId: followee.accountId,
  });
const unfollow = (follower: Person, followee: Person) =>
  scene.tell('profile', follower.accountId, Unfollowed, {
    followerId: follower.accountId,
    followeeId: followee.accountId,
  });
const block = (blocker: Person, blocked: Person) =>
  scene.tell('profile', blocker.accountId, Blocked, { blockerId: blocker.accountId, blockedId: blocked.accountId });
const unblock = (blocker: Person, blocked: Person) =>
  scene.tell('profile', blocker.accountId, Unblocked, { blockerId: blocker.accountId, blockedId: blocked.accountId });

test('a hidden post and a missing one are alike, in every RPC', async (t) => {
  const [ana, bo] = [await scene.join('ana_hides'), await scene.join('bo_seeks')];
  const postId = await scene.post(ana, { audience: PostAudience.POST_AUDIENCE_FOLLOWERS });
  const commentId = await comment(ana, postId, 'among us');
  for (const who of [bo.client, scene.guest]) {
    const hidden = await expectStatus(t, who.listComments({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
    const missing = await expectStatus(t, who.listComments({ postId: newId() }), 'NOT_FOUND', 'POST_NOT_FOUND');
    t.is(hidden.details, missing.details);
    const hiddenReplies = await expectStatus(t, who.listReplies({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
    const missingReplies = await expectStatus(
      t,
      who.listReplies({ commentId: newId() }),
      'NOT_FOUND',
      'COMMENT_NOT_FOUND',
    );
    t.is(hiddenReplies.details, missingReplies.details);
  }
  const written = bo.client.createComment({ requestId: newId(), postId, text: 'let me in' });
  await expectStatus(t, written, 'NOT_FOUND', 'POST_NOT_FOUND');
  const answered = bo.client.createComment({ requestId: newId(), postId, parentCommentId: commentId, text: 'me too' });
  await expectStatus(t, answered, 'NOT_FOUND', 'POST_NOT_FOUND');
});

test('a followers-only post is open to followers and to who is mentioned, as long as they are', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_circle'), await scene.join('bo_circle'), await scene.join('cy_circle')];
  const mentionedIds = [cy.accountId];
  const postId = await scene.post(ana, { audience: PostAudience.POST_AUDIENCE_FOLLOWERS, mentionedIds });
  await follow(bo, ana);
  await comment(bo, postId, 'as a follower');
  await comment(cy, postId, 'as one mentioned');
  t.is((await cy.client.listComments({ postId })).comments.length, 2);
  await unfollow(bo, ana);
  await expectStatus(t, bo.client.listComments({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
});

test('a mentioned-only post is open to who is mentioned, not to followers', async (t) => {
  const [ana, bo, cy] = [
    await scene.join('ana_whisper'),
    await scene.join('bo_whisper'),
    await scene.join('cy_whisper'),
  ];
  const mentionedIds = [cy.accountId];
  const postId = await scene.post(ana, { audience: PostAudience.POST_AUDIENCE_MENTIONED, mentionedIds });
  await follow(bo, ana);
  await comment(cy, postId, 'psst');
  await expectStatus(t, bo.client.listComments({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
});

test('a block between two people hides the comments of each from the other, and all that stands under them', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_block'), await scene.join('bo_block'), await scene.join('cy_block')];
  const postId = await scene.post(cy);
  const top = await comment(cy, postId, 'top');
  const hidden = await comment(bo, postId, 'by bo', top);
  const under = await comment(cy, postId, 'under bo', hidden);
  const deeper = await comment(cy, postId, 'deeper', under);
  await block(ana, bo);
  t.deepEqual((await ana.client.listReplies({ commentId: top })).replies, []);
  t.is((await ana.client.listComments({ postId })).comments[0]?.replyCount, 0);
  t.is((await cy.client.listComments({ postId })).comments[0]?.replyCount, 1);
  for (const commentId of [hidden, under, deeper]) {
    await expectStatus(t, ana.client.listReplies({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
    const answer = ana.client.createComment({ requestId: newId(), postId, parentCommentId: commentId, text: 'hm' });
    await expectStatus(t, answer, 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  }
  t.is((await cy.client.listReplies({ commentId: under })).replies.length, 1);
  await unblock(ana, bo);
  t.is((await ana.client.listReplies({ commentId: top })).replies.length, 1);
});

test('a block by the author of the post shuts out at once, and own comments can still be deleted', async (t) => {
  const [ana, bo] = [await scene.join('ana_shuts'), await scene.join('bo_shut')];
  const postId = await scene.post(ana);
  const commentId = await comment(bo, postId, 'before');
  await block(ana, bo);
  await expectStatus(t, bo.client.listComments({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
  await bo.client.deleteComment({ requestId: newId(), commentId });
  t.deepEqual((await ana.client.listComments({ postId })).comments, []);
});
