import test from 'ava';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { PostDeleted } from '#gen/tertulia/posts/v1/post_events.ts';
import { Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import { newId } from '../../kit/ids.ts';
import { readReason } from '../../kit/read-reason.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { comment, type Person, type Scene, startScene } from './start-scene.ts';
import { Watching } from './watching.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const act = (commentId: string) => ({ requestId: newId(), commentId });
const edit = (person: Person, commentId: string, text: string) =>
  person.client.updateComment({ requestId: newId(), comment: { commentId, text }, updateMask: ['text'] });

test('a stream begins with the thread, and tells what is written, edited, liked and deleted', async (t) => {
  const [ana, bo] = [await scene.join('ana_lives'), await scene.join('bo_lives')];
  const postId = await scene.post(ana);
  await using stream = await new Watching(bo.client, postId).opened();
  t.like(stream.messages[0]?.thread, { postId, locked: false, viewerCanComment: true });
  const top = await comment(ana, postId, 'top');
  const reply = await comment(bo, postId, 'reply', top);
  await waitFor(() => stream.comments.get(top)?.replyCount === 1);
  await edit(ana, top, 'top, edited');
  await ana.likes.likeComment(act(reply));
  await waitFor(() => stream.comments.get(top)?.text === 'top, edited' && stream.comments.get(reply)?.likeCount === 1);
  await ana.client.deleteComment(act(top));
  await waitFor(() => stream.comments.get(top)?.deleted);
  await bo.client.deleteComment(act(reply));
  await waitFor(() => stream.comments.size === 0);
  await ana.threads.updateThread({ requestId: newId(), thread: { postId, locked: true }, updateMask: ['locked'] });
  await waitFor(() => stream.messages.at(-1)?.thread?.locked);
  t.false(stream.messages.at(-1)?.thread?.viewerCanComment);
});

test('a stream takes up where another ended, with nothing lost', async (t) => {
  const ana = await scene.join('ana_resumes');
  const postId = await scene.post(ana);
  const early = await new Watching(scene.guest, postId).opened();
  const first = await comment(ana, postId, 'first');
  await waitFor(() => early.texts.length === 1);
  const { cursor } = early;
  await early[Symbol.asyncDispose]();
  await ana.client.deleteComment(act(first));
  for (let n = 0; n < 130; n++) await comment(ana, postId, `${n}`);
  await using late = await new Watching(scene.guest, postId, cursor).opened();
  await waitFor(() => late.comments.size === 130);
  t.true(late.messages.some(({ removedIds }) => removedIds.includes(first)));
  t.false(late.messages.some(({ reload }) => reload));
  await comment(ana, postId, 'live');
  await waitFor(() => late.texts.includes('live'));
});

test('a stream goes on from a list: what changes between the two is told', async (t) => {
  const [ana, bo] = [await scene.join('ana_between'), await scene.join('bo_between')];
  const postId = await scene.post(ana);
  const [gone, edited] = [await comment(ana, postId, 'gone'), await comment(ana, postId, 'edited')];
  const { comments, watchCursor } = await bo.client.listComments({ postId });
  t.is(comments.length, 2);
  await comment(ana, postId, 'new');
  await edit(ana, edited, 'edited twice');
  await ana.client.deleteComment(act(gone));
  await using stream = await new Watching(bo.client, postId, watchCursor).opened();
  await waitFor(() => stream.texts.length === 2);
  t.deepEqual(stream.texts.sort(), ['edited twice', 'new']);
  t.true(stream.messages.some(({ removedIds }) => removedIds.includes(gone)));
});

test('between a list and its stream, nobody hears of what they may not see', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_deaf'), await scene.join('bo_deaf'), await scene.join('cy_deaf')];
  const postId = await scene.post(ana);
  await scene.block(cy, bo);
  const { watchCursor } = await cy.client.listComments({ postId });
  await comment(bo, postId, 'of bo');
  const hidden = await comment(await scene.join('di_deaf'), postId, 'hidden');
  await ana.threads.hideComment(act(hidden));
  await comment(ana, postId, 'last');
  await using stream = await new Watching(cy.client, postId, watchCursor).opened();
  await waitFor(() => stream.texts.includes('last'));
  t.deepEqual(stream.texts, ['last']);
});

test('a block between a list and its stream lets read anew', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_turns'), await scene.join('bo_turns'), await scene.join('cy_turns')];
  const postId = await scene.post(ana);
  const { watchCursor } = await bo.client.listComments({ postId });
  await scene.block(cy, bo);
  await using stream = await new Watching(bo.client, postId, watchCursor).opened();
  t.true(stream.messages[0]?.reload);
});

test('a list tells where to go on with its first page alone, to the same caller and of the same post', async (t) => {
  const [ana, bo] = [await scene.join('ana_begins'), await scene.join('bo_begins')];
  const [postId, other] = [await scene.post(ana), await scene.post(ana)];
  for (let n = 0; n < 2; n++) await comment(ana, postId, `${n}`);
  const { watchCursor: cursor, nextPageToken: pageToken } = await bo.client.listComments({ postId, pageSize: 1 });
  t.is((await bo.client.listComments({ postId, pageSize: 1, pageToken })).watchCursor, '');
  const read = async (client: Person['client'] | Scene['guest'], request: { postId: string; cursor: string }) => {
    for await (const _message of client.watchComments(request)) break;
  };
  await t.notThrowsAsync(read(bo.client, { postId, cursor }));
  await expectStatus(t, read(ana.client, { postId, cursor }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  await expectStatus(t, read(scene.guest, { postId, cursor }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  await expectStatus(t, read(bo.client, { postId: other, cursor }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  await expectStatus(t, read(bo.client, { postId, cursor: pageToken }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});

test('nobody hears of what they may not see', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_quiet'), await scene.join('bo_quiet'), await scene.join('cy_quiet')];
  const postId = await scene.post(ana);
  await scene.block(cy, bo);
  const top = await comment(bo, postId, 'of bo');
  await using stream = await new Watching(cy.client, postId).opened();
  const reply = await comment(ana, postId, 'under bo', top);
  await edit(bo, top, 'of bo, edited');
  await ana.client.deleteComment(act(reply));
  const open = await comment(ana, postId, 'open');
  await bo.likes.likeComment(act(open));
  await bo.client.deleteComment(act(top));
  await ana.threads.updateThread({
    requestId: newId(),
    thread: { postId, approvalRequired: true },
    updateMask: ['approval_required'],
  });
  const held = await comment(await scene.join('di_held'), postId, 'held');
  await ana.threads.rejectComment(act(held));
  await comment(ana, postId, 'last');
  await waitFor(() => stream.texts.includes('last'));
  const told = stream.messages.flatMap(({ changed, removedIds }) => [
    ...changed.map(({ text }) => text),
    ...removedIds,
  ]);
  t.deepEqual([...new Set(told)], ['open', 'last']);
  t.is(stream.comments.get(open)?.likeCount, 0);
});

test('the author of a post is told how many comments wait for them', async (t) => {
  const [ana, bo] = [await scene.join('ana_keeps'), await scene.join('bo_waits')];
  const postId = await scene.post(ana);
  const thread = { postId, approvalRequired: true };
  await ana.threads.updateThread({ requestId: newId(), thread, updateMask: ['approval_required'] });
  await using stream = await new Watching(ana.client, postId).opened();
  await using other = await new Watching(bo.client, postId).opened();
  const heldCount = () => stream.messages.findLast((message) => message.thread)?.thread?.heldCount;
  const [one, two] = [await comment(bo, postId, 'one'), await comment(bo, postId, 'two')];
  await waitFor(() => heldCount() === 2);
  await ana.threads.approveComment(act(one));
  await waitFor(() => heldCount() === 1);
  await bo.client.deleteComment(act(two));
  await waitFor(() => heldCount() === 0 && other.comments.has(one));
  t.true(other.messages.every((message) => (message.thread?.heldCount ?? 0) === 0));
});

test('a hidden comment goes from open streams, and comes back', async (t) => {
  const [ana, bo] = [await scene.join('ana_veils'), await scene.join('bo_veiled')];
  const postId = await scene.post(ana);
  await using stranger = await new Watching(scene.guest, postId).opened();
  await using author = await new Watching(bo.client, postId).opened();
  const commentId = await comment(bo, postId, 'veiled');
  await waitFor(() => stranger.comments.has(commentId) && author.comments.has(commentId));
  await ana.threads.hideComment(act(commentId));
  await waitFor(() => !stranger.comments.has(commentId) && author.comments.get(commentId)?.hidden);
  await ana.threads.unhideComment(act(commentId));
  await waitFor(() => stranger.comments.has(commentId));
  await ana.threads.hideComment(act(commentId));
  await bo.client.deleteComment(act(commentId));
  await waitFor(() => !stranger.comments.has(commentId) && !author.comments.has(commentId));
  t.pass();
});

test('a stream ends when its viewer may see the post no longer, within a second', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_shows'), await scene.join('bo_shown'), await scene.join('cy_shown')];
  const postId = await scene.post(ana, { audience: PostAudience.POST_AUDIENCE_FOLLOWERS });
  await scene.follow(bo, ana);
  await scene.follow(cy, ana);
  const streams = await Promise.all([bo, cy, ana].map((person) => new Watching(person.client, postId).opened()));
  const [blocked, unfollowing, author] = streams;
  const ends: Record<string, () => Promise<void>> = {
    blocked: () => scene.block(ana, bo),
    unfollowing: () =>
      scene.tell('profile', cy.accountId, Unfollowed, { followerId: cy.accountId, followeeId: ana.accountId }),
    author: () => scene.tell('posts', postId, PostDeleted, { postId, authorId: ana.accountId }),
  };
  for (const [name, stream] of Object.entries({ blocked, unfollowing, author })) {
    await ends[name]?.();
    const start = performance.now();
    t.is(readReason(await stream?.ended()), 'POST_NOT_FOUND', name);
    t.true(performance.now() - start < 1_000, name);
  }
});

test('a block lets open streams read anew, also those that were closed when it came', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_calm'), await scene.join('bo_calm'), await scene.join('cy_calm')];
  const postId = await scene.post(ana);
  await using stream = await new Watching(bo.client, postId).opened();
  const { cursor } = stream;
  await scene.block(cy, bo);
  await waitFor(() => stream.messages.at(-1)?.reload);
  await using resumed = await new Watching(bo.client, postId, cursor).opened();
  t.true(resumed.messages[0]?.reload);
  await using again = await new Watching(bo.client, postId, resumed.cursor).opened();
  t.false(again.messages[0]?.reload);
});

test('a silent stream gives signs of life', async (t) => {
  await using scene = await startScene({ heartbeatMs: 20 });
  const postId = await scene.post(await scene.join('ana'));
  await using stream = new Watching(scene.guest, postId);
  await waitFor(() => stream.messages.length >= 3);
  t.like(stream.messages.at(-1), { changed: [], removedIds: [], reload: false, thread: undefined });
});

test('a post that is not there, and a cursor of another stream, are refused', async (t) => {
  const ana = await scene.join('ana_wrong');
  const [postId, other] = [await scene.post(ana), await scene.post(ana)];
  const { cursor } = await new Watching(scene.guest, other).opened();
  const read = async (request: { postId: string; cursor?: string }) => {
    for await (const _message of scene.guest.watchComments(request)) break;
  };
  await expectStatus(t, read({ postId: newId() }), 'NOT_FOUND', 'POST_NOT_FOUND');
  await expectStatus(t, read({ postId, cursor }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  await expectStatus(t, read({ postId, cursor: 'x' }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});
