import test from 'ava';
import type { RichClientError } from 'nice-grpc-error-details';
import { CommentCreated } from '#gen/tertulia/comments/v1/comment_events.ts';
import { EventLogServiceDefinition } from '#gen/tertulia/events/v1/event_log_service.ts';
import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { newId } from '../../kit/ids.ts';
import { connect } from '../../kit/testing/connect.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { seedComments } from '../seed.ts';
import { comment, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

test('a comment is answered, listed and told as it was written', async (t) => {
  const [ana, bo] = [await scene.join('ana_writes'), await scene.join('bo_writes')];
  const postId = await scene.post(ana);
  const { comment: written } = await bo.client.createComment({ requestId: newId(), postId, text: 'Hello, Ana 👋🏽' });
  t.like(written, { postId, text: 'Hello, Ana 👋🏽', parentCommentId: '', replyCount: 0, deleted: false });
  t.deepEqual(written?.author, {
    accountId: bo.accountId,
    handle: 'bo_writes',
    displayName: 'BO_WRITES',
    private: false,
  });
  const { comments } = await bo.client.listComments({ postId });
  t.deepEqual(comments, [written]);
  const told = (await createdEvents(postId))[0];
  t.deepEqual(told, {
    commentId: written?.commentId,
    postId,
    postAuthorId: ana.accountId,
    parentCommentId: '',
    parentAuthorId: '',
    authorId: bo.accountId,
    text: 'Hello, Ana 👋🏽',
    createTime: written?.createTime,
    mentionedIds: [],
  });
});

test('a reply names its parent and whose that is, and is counted there', async (t) => {
  const [ana, bo] = [await scene.join('ana_replies'), await scene.join('bo_replies')];
  const postId = await scene.post(ana);
  const parent = await comment(bo, postId, 'a question');
  const reply = await comment(ana, postId, 'an answer', parent);
  const { comments } = await bo.client.listComments({ postId });
  t.deepEqual(
    comments.map(({ commentId, replyCount }) => ({ commentId, replyCount })),
    [{ commentId: parent, replyCount: 1 }],
  );
  const { replies } = await scene.guest.listReplies({ commentId: parent });
  t.deepEqual(
    replies.map(({ commentId, parentCommentId }) => [commentId, parentCommentId]),
    [[reply, parent]],
  );
  t.like((await createdEvents(postId))[1], { parentCommentId: parent, parentAuthorId: bo.accountId });
});

test('replies can be as deep as people like', async (t) => {
  const ana = await scene.join('ana_deep');
  const postId = await scene.post(ana);
  let parent = '';
  for (let depth = 0; depth < 60; depth++) parent = await comment(ana, postId, `depth ${depth}`, parent);
  const { replies } = await scene.guest.listReplies({ commentId: parent });
  t.deepEqual(replies, []);
});

test('a retry makes no second comment, and another body under the same id is refused', async (t) => {
  const ana = await scene.join('ana_retries');
  const postId = await scene.post(ana);
  const request = { requestId: newId(), postId, text: 'once' };
  const answers = await Promise.all([1, 2, 3].map(() => ana.client.createComment(request)));
  t.is(new Set(answers.map((answer) => answer.comment?.commentId)).size, 1);
  t.is((await scene.guest.listComments({ postId })).comments.length, 1);
  await expectStatus(
    t,
    ana.client.createComment({ ...request, text: 'twice' }),
    'INVALID_ARGUMENT',
    'REQUEST_ID_REUSED',
  );
});

test('a retry gets the first answer also when the post is gone by then', async (t) => {
  const ana = await scene.join('ana_late');
  const postId = await scene.post(ana);
  const request = { requestId: newId(), postId, text: 'just in time' };
  const first = await ana.client.createComment(request);
  await scene.deletePost(postId, ana.accountId);
  t.deepEqual(await ana.client.createComment(request), first);
});

test('every field at fault is named at once', async (t) => {
  const ana = await scene.join('ana_errs');
  const request = { requestId: 'no', postId: '', parentCommentId: '7', text: ' \n ' };
  const error = (await expectStatus(
    t,
    ana.client.createComment(request),
    'INVALID_ARGUMENT',
    'INVALID_REQUEST',
  )) as RichClientError;
  const violations = error.extra.flatMap((detail) => ('fieldViolations' in detail ? detail.fieldViolations : []));
  t.deepEqual(violations.map(({ field }) => field).sort(), ['parent_comment_id', 'post_id', 'request_id', 'text']);
});

test('a text has at most 2,000 characters as people count them', async (t) => {
  const ana = await scene.join('ana_counts');
  const postId = await scene.post(ana);
  const family = '👨‍👩‍👧‍👦';
  t.truthy(await comment(ana, postId, family.repeat(500)));
  t.truthy(await comment(ana, postId, 'x'.repeat(2_000)));
  const tooLong = ana.client.createComment({ requestId: newId(), postId, text: 'x'.repeat(2_001) });
  await expectStatus(t, tooLong, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});

test('a parent must be a comment of the same post', async (t) => {
  const ana = await scene.join('ana_astray');
  const [postId, other] = [await scene.post(ana), await scene.post(ana)];
  const parentCommentId = await comment(ana, other, 'elsewhere');
  const astray = ana.client.createComment({ requestId: newId(), postId, parentCommentId, text: 'astray' });
  await expectStatus(t, astray, 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  const orphan = ana.client.createComment({ requestId: newId(), postId, parentCommentId: newId(), text: 'orphan' });
  await expectStatus(t, orphan, 'NOT_FOUND', 'COMMENT_NOT_FOUND');
});

test('a guest reads but does not write', async (t) => {
  const ana = await scene.join('ana_guests');
  const postId = await scene.post(ana);
  const written = scene.guest.createComment({ requestId: newId(), postId, text: 'hello' });
  await expectStatus(t, written, 'UNAUTHENTICATED', 'TOKEN_MISSING');
});

test('the comments that a seed writes are listed and told like any other', async (t) => {
  const [ana, bo] = [await scene.join('ana_seeds'), await scene.join('bo_seeds')];
  const postId = await scene.post(ana);
  const [parentCommentId, commentId] = [newId(), newId()];
  const of = { postId, postAuthorId: ana.accountId, createTime: new Date(1_700_000_000_000) };
  const seeds = [
    { ...of, commentId: parentCommentId, authorId: bo.accountId, text: 'first' },
    { ...of, commentId, parentCommentId, authorId: ana.accountId, parentAuthorId: bo.accountId, text: 'second' },
  ];
  await using database = await openDatabase({ url: scene.databaseUrl, migrations: [] });
  await using eventLog = await openEventLog(database);
  await seedComments(database, eventLog, seeds);
  await seedComments(database, eventLog, seeds);
  // Another process wrote them; the service finds that when it next looks.
  await waitFor(async () => (await createdEvents(postId)).length === seeds.length);
  const { comments } = await scene.guest.listComments({ postId });
  t.deepEqual(
    comments.map(({ text, replyCount }) => ({ text, replyCount })),
    [{ text: 'first', replyCount: 1 }],
  );
  t.deepEqual(
    (await createdEvents(postId)).map(({ text, parentAuthorId }) => ({ text, parentAuthorId })),
    [
      { text: 'first', parentAuthorId: '' },
      { text: 'second', parentAuthorId: bo.accountId },
    ],
  );
});

test('who signed up a moment ago comments under their name', async (t) => {
  const [ana, bo] = [await scene.join('ana_old'), await scene.signUp('bo_new')];
  const postId = await scene.post(ana);
  const card = { accountId: bo.accountId, handle: 'bo_new', displayName: 'Bo', private: false };
  scene.profile.cards.set(bo.accountId, card);
  const { comment: written } = await bo.client.createComment({ requestId: newId(), postId, text: 'hello' });
  t.deepEqual(written?.author, card);
  t.deepEqual((await bo.client.listComments({ postId })).comments, [written]);
});

test('a new author is not refused while profile does not answer', async (t) => {
  const [ana, bo] = [await scene.join('ana_patient'), await scene.signUp('bo_nameless')];
  const postId = await scene.post(ana);
  await comment(bo, postId, 'hello');
  const { comments } = await scene.guest.listComments({ postId });
  t.like(comments[0], { deleted: false, author: { accountId: bo.accountId, handle: '' } });
});

test('who is deleted while their call is under way leaves no comment', async (t) => {
  const [ana, bo] = [await scene.join('ana_remains'), await scene.join('bo_vanishes')];
  const postId = await scene.post(ana);
  await scene.tell('profile', bo.accountId, AccountDeleted, { accountId: bo.accountId });
  const late = bo.client.createComment({ requestId: newId(), postId, text: 'one more thing' });
  await expectStatus(t, late, 'UNAUTHENTICATED', 'SESSION_ENDED');
  t.deepEqual((await scene.guest.listComments({ postId })).comments, []);
});

test('nobody but services reads the event log', async (t) => {
  using log = connect(EventLogServiceDefinition, scene.comments);
  const read = async () => {
    for await (const _message of log.subscribe({})) break;
  };
  await expectStatus(t, read(), 'PERMISSION_DENIED', 'CALLER_NOT_ALLOWED');
});

async function createdEvents(postId: string): Promise<CommentCreated[]> {
  const events = await scene.told(postId);
  return events
    .filter(({ type }) => type === CommentCreated.$type)
    .map(({ payload }) => CommentCreated.decode(payload));
}
