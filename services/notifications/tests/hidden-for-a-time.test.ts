import test from 'ava';
import { PostAudience } from '#gen/tertulia/posts/v1/post.ts';
import { newId } from '../../kit/ids.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { listOf, type Scene, startScene, unreadOf } from './start-scene.ts';
import { watch } from './watch.ts';

let now = Date.now();
let scene: Scene;
test.before(async () => {
  scene = await startScene({ now: () => now });
});
test.after.always(() => scene[Symbol.asyncDispose]());

test('a deleted post hides what is about it, a restored one brings it back, a purged one does not', async (t) => {
  const [ana, bo] = [await scene.join('ana_h1'), await scene.join('bo_h1')];
  const post = await scene.post(ana, { mentionedIds: [bo.accountId] });
  await scene.like(bo, post);
  await using stream = watch(ana);
  await waitFor(() => stream.unread() === 1);
  await scene.unpost(post);
  t.deepEqual([await listOf(ana), await listOf(bo)], [[], []]);
  await waitFor(() => stream.unread() === 0);
  await scene.restore(post);
  t.deepEqual([await listOf(ana), await listOf(bo)], [['LIKE bo_h1'], ['MENTION ana_h1']]);
  await waitFor(() => stream.unread() === 1);
  await scene.unpost(post);
  await scene.purge(post);
  await scene.restore(post);
  t.deepEqual([await listOf(ana), await listOf(bo)], [[], []]);
});

test('a muted person is not told of, but where the mute leaves notifications alone', async (t) => {
  const [ana, bo] = [await scene.join('ana_h2'), await scene.join('bo_h2')];
  await scene.follow(bo, ana);
  await scene.mute(ana, bo);
  t.is(await unreadOf(ana), 0);
  await scene.mute(ana, bo, { notifications: false });
  t.is(await unreadOf(ana), 1);
});

test('a mute ends by itself, and what came meanwhile is told', async (t) => {
  const [ana, bo] = [await scene.join('ana_h3'), await scene.join('bo_h3')];
  await scene.mute(ana, bo, { expireTime: new Date(now + 60_000) });
  await scene.follow(bo, ana);
  await using stream = watch(ana);
  await waitFor(() => stream.messages[0]);
  t.is(stream.unread(), 0);
  now += 60_001;
  await waitFor(() => stream.unread() === 1);
  t.deepEqual(await listOf(ana), ['FOLLOW bo_h3']);
});

test('a muted word or hashtag hides what others wrote with it, not likes of what oneself wrote', async (t) => {
  const [ana, bo] = [await scene.join('ana_h4'), await scene.join('bo_h4')];
  const own = await scene.post(ana, { text: 'my football' });
  await scene.like(bo, own);
  await scene.comment(bo, own, 'FOOTBALL!');
  await scene.comment(bo, own, 'what a #Match');
  await scene.post(bo, { mentionedIds: [ana.accountId], text: 'a #match', hashtags: ['match'] });
  t.is(await unreadOf(ana), 3);
  await scene.muteTerm(ana, newId(), 'football');
  const termId = newId();
  await scene.muteTerm(ana, termId, 'match', true);
  t.deepEqual(await listOf(ana), ['LIKE bo_h4']);
  await scene.unmuteTerm(ana, termId);
  t.deepEqual((await listOf(ana)).toSorted(), ['COMMENT bo_h4', 'LIKE bo_h4', 'MENTION bo_h4']);
});

test('a muted thread is not told of, until it is unmuted', async (t) => {
  const [ana, bo] = [await scene.join('ana_h5'), await scene.join('bo_h5')];
  const post = await scene.post(ana);
  await scene.comment(bo, post, 'one');
  await scene.muteThread(ana, post);
  await scene.comment(bo, post, 'two');
  t.is(await unreadOf(ana), 0);
  await scene.unmuteThread(ana, post);
  t.deepEqual(await listOf(ana), ['COMMENT bo_h5']);
});

test('a comment that the author of the post hid is told to nobody but the two, nor what stands under it', async (t) => {
  const [ana, bo, cy, dee] = await Promise.all(['ana', 'bo', 'cy', 'dee'].map((name) => scene.join(`${name}_h6`)));
  if (!ana || !bo || !cy || !dee) return t.fail();
  const post = await scene.post(ana);
  const top = await scene.comment(bo, post, 'top', undefined, new Date(), [cy.accountId]);
  const below = await scene.comment(cy, post, 'below', top, new Date(), [dee.accountId]);
  await scene.comment(dee, post, 'deeper', below);
  const told = () => Promise.all([ana, bo, cy, dee].map(async (each) => (await listOf(each)).toSorted()));
  const all = [['COMMENT dee_h6 cy_h6 bo_h6'], ['REPLY cy_h6'], ['MENTION bo_h6', 'REPLY dee_h6'], ['MENTION cy_h6']];
  t.deepEqual(await told(), all);
  await scene.hide(top);
  t.deepEqual(await told(), [...all.slice(0, 2), [], []]);
  await scene.unhide(top);
  t.deepEqual(await told(), all);
});

test('of a hidden comment that is deleted too, who wrote it hears no more of what stands under it', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_h9'), await scene.join('bo_h9'), await scene.join('cy_h9')];
  const post = await scene.post(ana);
  const top = await scene.comment(bo, post, 'top');
  await scene.comment(cy, post, 'below', top);
  await scene.hide(top);
  t.deepEqual(await listOf(bo), ['REPLY cy_h9']);
  await scene.uncomment(top);
  t.deepEqual([await listOf(bo), await listOf(ana)], [[], ['COMMENT cy_h9']]);
});

test('what others do on the post of an account that turns private is told to its followers alone', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_h7'), await scene.join('bo_h7'), await scene.join('cy_h7')];
  const post = await scene.post(cy);
  const top = await scene.comment(ana, post, 'ana was here');
  await scene.comment(bo, post, 'so was bo', top);
  t.is(await unreadOf(ana), 1);
  await scene.card(cy, 'cy_h7', true);
  t.is(await unreadOf(ana), 0);
  await scene.follow(ana, cy);
  t.deepEqual(await listOf(ana), ['REPLY bo_h7']);
});

test('a post for a circle is told of to who is in it', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_h8'), await scene.join('bo_h8'), await scene.join('cy_h8')];
  const circleId = newId();
  await scene.enclose(cy, circleId, ana);
  const post = await scene.post(cy, { audience: PostAudience.POST_AUDIENCE_CIRCLE, circleId });
  const top = await scene.comment(ana, post, 'ana was here');
  await scene.comment(bo, post, 'so was bo', top);
  t.is(await unreadOf(ana), 1);
  await scene.exclude(cy, circleId, ana);
  t.is(await unreadOf(ana), 0);
});

test('a comment that waits again for its edit is told to its author and the author of the post alone until then', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_h10'), await scene.join('bo_h10'), await scene.join('cy_h10')];
  const dee = await scene.join('dee_h10');
  const post = await scene.post(ana);
  const top = await scene.comment(cy, post, 'top');
  const answer = await scene.comment(bo, post, 'fine', top, new Date(), [dee.accountId]);
  await scene.comment(cy, post, 'below', answer);
  await scene.likeComment(cy, answer);
  const told = async () => (await Promise.all([ana, bo, cy, dee].map(listOf))).map((list) => list.toSorted());
  const before = [
    ['COMMENT bo_h10 cy_h10'],
    ['COMMENT_LIKE cy_h10', 'REPLY cy_h10'],
    ['REPLY bo_h10'],
    ['MENTION bo_h10'],
  ];
  t.deepEqual((await told()).map(ofOne), before.map(ofOne));
  await scene.holdAgain(answer, 'spam');
  t.deepEqual(
    (await told()).map(ofOne),
    [[...(before[0] ?? []), 'COMMENT_HELD bo_h10'], before[1] ?? [], [], []].map(ofOne),
  );
  await scene.approve(answer, 'better', new Date(), [dee.accountId]);
  t.deepEqual((await told()).map(ofOne), before.map(ofOne));
  await scene.holdAgain(answer, 'spam');
  await scene.approve(answer, 'best');
  t.deepEqual((await told())[3], []);
  await scene.holdAgain(answer, 'spam');
  await scene.uncomment(answer);
  await scene.unhide(answer);
  t.deepEqual(await told(), [['COMMENT cy_h10'], ['REPLY cy_h10'], [], []]);
});

/** Whoever came last of two is first in a notification: that is not meant here. */
const ofOne = (list: readonly string[]) => list.map((line) => line.split(' ').toSorted().join(' '));
