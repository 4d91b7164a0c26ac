import test from 'ava';
import {
  CommentCreated,
  CommentEdited,
  CommentHeld,
  HeldCommentEdited,
} from '#gen/tertulia/comments/v1/comment_events.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { comment, type Person, type Scene, startScene } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const edit = (person: Person, commentId: string, text: string) =>
  person.client.updateComment({ requestId: newId(), comment: { commentId, text }, updateMask: ['text'] });

test('an edit shows the new text, and keeps every one before', async (t) => {
  const ana = await scene.join('ana_edits');
  const postId = await scene.post(ana);
  const commentId = await comment(ana, postId, 'frist');
  t.is((await ana.client.getComment({ commentId })).comment?.editTime, undefined);
  await edit(ana, commentId, 'first');
  const { comment: edited } = await edit(ana, commentId, 'first!');
  t.is(edited?.text, 'first!');
  t.true(edited?.editTime instanceof Date);
  const { revisions } = await scene.guest.listCommentRevisions({ commentId });
  t.deepEqual(
    revisions.map(({ text }) => text),
    ['first!', 'first', 'frist'],
  );
  t.deepEqual(revisions.at(-1)?.createTime, edited?.createTime);
  t.deepEqual(revisions[0]?.createTime, edited?.editTime);
  const page = await scene.guest.listCommentRevisions({ commentId, pageSize: 2 });
  const rest = await scene.guest.listCommentRevisions({ commentId, pageSize: 2, pageToken: page.nextPageToken });
  t.deepEqual([page.revisions.length, rest.revisions.map(({ text }) => text)], [2, ['frist']]);
});

test('the text that a comment has already changes nothing', async (t) => {
  const ana = await scene.join('ana_same');
  const postId = await scene.post(ana);
  const commentId = await comment(ana, postId, 'same');
  await edit(ana, commentId, 'same');
  t.is((await scene.guest.listCommentRevisions({ commentId })).revisions.length, 1);
  t.deepEqual(await textsTold(postId), ['same']);
});

test('a comment of somebody else cannot be edited, just as one that does not exist', async (t) => {
  const [ana, bo] = [await scene.join('ana_wrote'), await scene.join('bo_meddles')];
  const commentId = await comment(ana, await scene.post(bo), 'mine');
  await expectStatus(t, edit(bo, commentId, 'yours'), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  await expectStatus(t, edit(bo, newId(), 'nobody’s'), 'NOT_FOUND', 'COMMENT_NOT_FOUND');
  const bad = ana.client.updateComment({
    requestId: newId(),
    comment: { commentId, text: 'x' },
    updateMask: ['hidden'],
  });
  await expectStatus(t, bad, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});

test('mentions and hashtags are spans, also after an edit, and are told', async (t) => {
  const [ana, bo] = [await scene.join('ana_marks'), await scene.join('bo_marked')];
  const postId = await scene.post(ana);
  const { comment: written } = await ana.client.createComment({ requestId: newId(), postId, text: 'no #One yet' });
  t.deepEqual(written?.spans, [{ startByte: 3, endByte: 7, meaning: { $case: 'hashtag', value: 'one' } }]);
  const { comment: edited } = await edit(ana, written?.commentId ?? '', 'hi @bo_marked and @nobody_here');
  t.like(edited?.spans[0]?.meaning, { $case: 'mention', value: { accountId: bo.accountId } });
  t.is(edited?.spans.length, 1);
  const events = await scene.told(postId);
  const told = events.find(({ type }) => type === CommentEdited.$type);
  t.deepEqual(told && CommentEdited.decode(told.payload).mentionedIds, [bo.accountId]);
  await scene.block(bo, ana);
  const { comment: seen } = await ana.client.getComment({ commentId: edited?.commentId ?? '' });
  t.deepEqual([seen?.text, seen?.spans], [edited?.text, []]);
});

test('somebody whom the log has not told of yet is looked up, and mentioned', async (t) => {
  const [ana, bo] = [await scene.join('ana_asks'), await scene.signUp('bo_unheard')];
  const postId = await scene.post(ana);
  scene.profile.handles.set('bo_unheard', {
    accountId: bo.accountId,
    handle: 'bo_unheard',
    displayName: 'Bo',
    private: false,
  });
  const { comment: written } = await ana.client.createComment({ requestId: newId(), postId, text: 'hi @bo_unheard' });
  t.like(written?.spans[0]?.meaning, { value: { handle: 'bo_unheard' } });
});

test('a deleted comment is in no event of the log any more, nor in its revisions', async (t) => {
  const ana = await scene.join('ana_forgets');
  const postId = await scene.post(ana);
  const commentId = await comment(ana, postId, 'a secret');
  await edit(ana, commentId, 'another secret');
  await comment(ana, postId, 'a reply', commentId);
  await ana.client.deleteComment({ requestId: newId(), commentId });
  t.deepEqual(await textsTold(postId), ['', '', 'a reply']);
  t.deepEqual((await scene.guest.listCommentRevisions({ commentId })).revisions, []);
});

test('the text of a held comment is told as it is, until it is deleted', async (t) => {
  const [ana, bo] = [await scene.join('ana_keeps'), await scene.join('bo_waits')];
  const postId = await scene.post(ana);
  const thread = { postId, approvalRequired: true };
  await ana.threads.updateThread({ requestId: newId(), thread, updateMask: ['approval_required'] });
  const commentId = await comment(bo, postId, 'frist');
  await edit(bo, commentId, 'first');
  t.deepEqual(await textsTold(postId), ['frist', 'first']);
  await ana.threads.rejectComment({ requestId: newId(), commentId });
  t.deepEqual(await textsTold(postId), ['', '']);
});

/** The texts that the log keeps. */
async function textsTold(postId: string): Promise<string[]> {
  await using database = await openDatabase({ url: scene.databaseUrl, migrations: [] });
  await using eventLog = await openEventLog(database);
  const events = await eventLog.readSubject(postId, 0n, 100);
  return events.flatMap(({ type, payload }) => {
    const read = [CommentCreated, CommentEdited, CommentHeld, HeldCommentEdited].find(({ $type }) => $type === type);
    return read ? [read.decode(payload).text] : [];
  });
}
