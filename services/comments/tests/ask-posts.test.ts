import test from 'ava';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { PostCreated, PostDeleted } from '#gen/tertulia/posts/v1/post_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { comment, type Person, startScene } from './start-scene.ts';

const cardOf = ({ accountId, handle }: Person) => ({ accountId, handle, displayName: handle, private: false });

/** What posts answers of a post that only mentions `mentioned`. */
const whisper = (author: Person, mentioned: Person) => ({
  author: cardOf(author),
  audience: PostAudience.POST_AUDIENCE_MENTIONED,
  spans: [{ startByte: 0, endByte: 3, meaning: { $case: 'mention' as const, value: cardOf(mentioned) } }],
});

test('a post that the log has not told of yet is asked for, as the caller', async (t) => {
  await using scene = await startScene();
  const [ana, bo, cy] = [await scene.join('ana'), await scene.join('bo'), await scene.join('cy')];
  const postId = newId();
  scene.posts.answers.set(postId, whisper(ana, bo));
  const commentId = await comment(bo, postId, 'so quick');
  t.deepEqual(scene.posts.asked, [{ postId, viewerId: bo.accountId }]);
  t.deepEqual(
    (await bo.client.listComments({ postId })).comments.map((one) => one.commentId),
    [commentId],
  );
  t.is(scene.posts.asked.length, 1);
  await expectStatus(t, cy.client.listComments({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
});

test('what the log says of a post corrects what was answered before', async (t) => {
  await using scene = await startScene();
  const [ana, bo, cy] = [await scene.join('ana'), await scene.join('bo'), await scene.join('cy')];
  const postId = newId();
  scene.posts.answers.set(postId, whisper(ana, bo));
  await comment(bo, postId, 'hello');
  const mentionedIds = [bo.accountId, cy.accountId];
  const audience = PostAudience.POST_AUDIENCE_MENTIONED;
  await scene.tell('posts', postId, PostCreated, {
    postId,
    authorId: ana.accountId,
    audience,
    mentionedIds,
    text: 'hi',
  });
  t.is((await cy.client.listComments({ postId })).comments.length, 1);
});

test('an answer that comes late does not bring a deleted post back', async (t) => {
  await using scene = await startScene();
  const ana = await scene.join('ana');
  const postId = newId();
  await scene.tell('posts', postId, PostDeleted, { postId, authorId: ana.accountId });
  scene.posts.answers.set(postId, { author: cardOf(ana), audience: PostAudience.POST_AUDIENCE_PUBLIC });
  await expectStatus(t, scene.guest.listComments({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(
    t,
    ana.client.createComment({ requestId: newId(), postId, text: 'x' }),
    'NOT_FOUND',
    'POST_NOT_FOUND',
  );
  await scene.tell('posts', postId, PostCreated, { postId, authorId: ana.accountId, text: 'x' });
  await expectStatus(t, ana.client.listComments({ postId }), 'NOT_FOUND', 'POST_NOT_FOUND');
});

test('while posts is down, known posts are commented on as ever; unknown and hidden ones are both UNAVAILABLE', async (t) => {
  await using scene = await startScene();
  const [ana, bo] = [await scene.join('ana'), await scene.join('bo')];
  const known = await scene.post(ana);
  const hidden = await scene.post(ana, { audience: PostAudience.POST_AUDIENCE_FOLLOWERS });
  await scene.posts.stop();
  t.truthy(await comment(bo, known, 'still here'));
  t.is((await scene.guest.listComments({ postId: known })).comments.length, 1);
  for (const postId of [newId(), hidden]) {
    await expectStatus(t, bo.client.listComments({ postId }), 'UNAVAILABLE', 'UNAVAILABLE');
    await expectStatus(
      t,
      bo.client.createComment({ requestId: newId(), postId, text: 'x' }),
      'UNAVAILABLE',
      'UNAVAILABLE',
    );
  }
  await scene.posts.start();
});

test('a posts that hangs costs no more than the time it is given', async (t) => {
  await using scene = await startScene();
  const ana = await scene.join('ana');
  const postId = newId();
  scene.posts.answers.set(postId, 'never');
  const start = performance.now();
  await expectStatus(
    t,
    ana.client.createComment({ requestId: newId(), postId, text: 'x' }),
    'DEADLINE_EXCEEDED',
    'UNAVAILABLE',
  );
  t.true(performance.now() - start < 1_500);
});

test('a retry gets the first answer, and asks nobody for it', async (t) => {
  await using scene = await startScene();
  const [ana, bo] = [await scene.join('ana'), await scene.join('bo')];
  const postId = await scene.post(ana);
  const write = { requestId: newId(), postId, parentCommentId: '', text: 'Hello' };
  const written = await bo.client.createComment(write);
  const commentId = written.comment?.commentId ?? '';
  // Nobody has this handle: it is asked for.
  const edit = { requestId: newId(), comment: { commentId, text: 'Hello @nobody' }, updateMask: ['text'] };
  const edited = await bo.client.updateComment(edit);
  const mute = { requestId: newId(), postId };
  await bo.threads.muteThread(mute);
  const lock = { requestId: newId(), thread: { postId, locked: true }, updateMask: ['locked'] };
  const locked = await ana.threads.updateThread(lock);
  const asked = scene.profile.asked.length;
  // Now the post is hidden from both as if it were gone, and posts does not answer for it.
  await scene.tell('posts', postId, PostDeleted, { postId, authorId: ana.accountId });
  scene.posts.answers.set(postId, 'never');
  t.deepEqual(await bo.client.createComment(write), written);
  t.deepEqual(await bo.client.updateComment(edit), edited);
  t.deepEqual(await bo.threads.muteThread(mute), {});
  t.deepEqual(await ana.threads.updateThread(lock), locked);
  t.deepEqual([scene.posts.asked.length, scene.profile.asked.length], [0, asked]);
  await expectStatus(t, bo.client.createComment({ ...write, text: 'x' }), 'INVALID_ARGUMENT', 'REQUEST_ID_REUSED');
});
