import test from 'ava';
import { PostCommentPolicy } from '#gen/tertulia/posts/v1/post.ts';
import { PostDeleted, PostEdited, PostRestored } from '#gen/tertulia/posts/v1/post_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { comment, type Person, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const {
  POST_COMMENT_POLICY_FOLLOWED: followed,
  POST_COMMENT_POLICY_MENTIONED: mentioned,
  POST_COMMENT_POLICY_NOBODY: nobody,
  POST_COMMENT_POLICY_EVERYONE: everyone,
} = PostCommentPolicy;

const write = (person: Person, postId: string) =>
  person.client.createComment({ requestId: newId(), postId, text: 'may I?' });

test('who may comment is who the post says, and always its author', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_says'), await scene.join('bo_followed'), await scene.join('cy_named')];
  const di = await scene.join('di_follows');
  await scene.follow(ana, bo);
  await scene.follow(di, ana);
  const may = new Map([
    [followed, [ana, bo, cy]],
    [mentioned, [ana, cy]],
    [nobody, [ana]],
    [everyone, [ana, bo, cy, di]],
  ]);
  for (const [commentPolicy, people] of may) {
    const postId = await scene.post(ana, { commentPolicy, mentionedIds: [cy.accountId] });
    await comment(ana, postId, 'a beginning');
    for (const person of [ana, bo, cy, di]) {
      const { comments } = await person.client.listComments({ postId });
      const told = `${person.handle}, ${commentPolicy}`;
      t.is(comments[0]?.viewerCanReply, people.includes(person), told);
      if (people.includes(person)) t.truthy((await write(person, postId)).comment, told);
      else await expectStatus(t, write(person, postId), 'PERMISSION_DENIED', 'COMMENTS_RESTRICTED');
    }
  }
});

test('an edit of the post changes who may comment', async (t) => {
  const [ana, bo] = [await scene.join('ana_narrows'), await scene.join('bo_narrowed')];
  const postId = await scene.post(ana);
  await write(bo, postId);
  const edited = { postId, authorId: ana.accountId, text: 'x', commentPolicy: nobody };
  await scene.tell('posts', postId, PostEdited, edited);
  await expectStatus(t, write(bo, postId), 'PERMISSION_DENIED', 'COMMENTS_RESTRICTED');
  await scene.tell('posts', postId, PostEdited, { ...edited, commentPolicy: mentioned, mentionedIds: [bo.accountId] });
  t.truthy((await write(bo, postId)).comment);
});

test('a deleted post hides its thread from everybody, and a restored one brings it back as it was', async (t) => {
  const [ana, bo] = [await scene.join('ana_regrets'), await scene.join('bo_waits')];
  const postId = await scene.post(ana, { commentPolicy: mentioned, mentionedIds: [bo.accountId] });
  const commentId = await comment(bo, postId, 'still here?');
  await bo.likes.likeComment({ requestId: newId(), commentId });
  const { comments: before } = await bo.client.listComments({ postId });
  await scene.tell('posts', postId, PostDeleted, { postId, authorId: ana.accountId });
  for (const person of [ana, bo]) {
    await expectStatus(t, person.client.listComments({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
    await expectStatus(t, person.client.getComment({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
    await expectStatus(t, person.client.listReplies({ commentId }), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  }
  const gone = bo.client.deleteComment({ requestId: newId(), commentId });
  await expectStatus(t, gone, 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  t.deepEqual((await scene.guest.listAuthorComments({ authorId: bo.accountId })).comments, []);
  await scene.tell('posts', postId, PostRestored, { postId, authorId: ana.accountId });
  t.deepEqual((await bo.client.listComments({ postId })).comments, before);
});
