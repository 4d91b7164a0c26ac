import test from 'ava';
import { NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { listOf, type Scene, startScene, unreadOf } from './start-scene.ts';
import { watch } from './watch.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

test('a follow request is told until it ends; accepted, both sides hear of the follow', async (t) => {
  const [ana, bo] = [await scene.join('ana_k1'), await scene.join('bo_k1')];
  await scene.ask(bo, ana);
  t.deepEqual(await listOf(ana), ['FOLLOW_REQUEST bo_k1']);
  await scene.endRequest(bo, ana, 'ACCEPTED');
  await scene.followByRequest(bo, ana);
  t.deepEqual(await listOf(ana), ['FOLLOW bo_k1']);
  t.deepEqual(await listOf(bo), ['FOLLOW_ACCEPTED ana_k1']);
  await scene.unfollow(bo, ana);
  t.deepEqual([await listOf(ana), await listOf(bo)], [[], []]);
});

test('a request that is rejected or withdrawn leaves nothing', async (t) => {
  const [ana, bo] = [await scene.join('ana_k2'), await scene.join('bo_k2')];
  for (const outcome of ['REJECTED', 'WITHDRAWN'] as const) {
    await scene.ask(bo, ana);
    await scene.endRequest(bo, ana, outcome);
    t.deepEqual([await listOf(ana), await listOf(bo)], [[], []]);
  }
});

test('a repost and a quote notify the author, until they are taken back', async (t) => {
  const [ana, bo] = [await scene.join('ana_k3'), await scene.join('bo_k3')];
  const post = await scene.post(ana, { text: 'worth it' });
  await scene.repost(bo, post);
  const quoted = { quotedPostId: post.postId, quotedAuthorId: ana.accountId };
  const quote = await scene.post(bo, { ...quoted, text: 'look at this' });
  t.deepEqual(await listOf(ana), ['QUOTE bo_k3', 'REPOST bo_k3']);
  const [told] = (await ana.client.listNotifications({})).notifications;
  t.like(told, { postId: quote.postId, snippet: 'look at this' });
  await scene.unrepost(bo, post);
  await scene.removeQuote(quote, post);
  t.deepEqual(await listOf(ana), []);
});

test('a mention in a comment notifies who is not told of the comment already', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_k4'), await scene.join('bo_k4'), await scene.join('cy_k4')];
  const post = await scene.post(ana);
  const mentioned = [ana.accountId, bo.accountId, cy.accountId];
  const comment = await scene.comment(bo, post, 'you two', undefined, new Date(), mentioned);
  t.deepEqual([await listOf(ana), await listOf(bo), await listOf(cy)], [['COMMENT bo_k4'], [], ['MENTION bo_k4']]);
  await scene.editComment(comment, 'you', [ana.accountId]);
  t.deepEqual([await listOf(ana), await listOf(cy)], [['COMMENT bo_k4'], []]);
  t.like((await ana.client.listNotifications({})).notifications, [{ snippet: 'you' }]);
  await scene.editComment(comment, 'you again', [cy.accountId]);
  t.deepEqual(await listOf(cy), ['MENTION bo_k4']);
});

test('likes of a comment notify its author together', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_k5'), await scene.join('bo_k5'), await scene.join('cy_k5')];
  const comment = await scene.comment(ana, await scene.post(ana), 'likeable');
  for (const person of [bo, cy, ana]) await scene.likeComment(person, comment);
  t.deepEqual(await listOf(ana), ['COMMENT_LIKE cy_k5 bo_k5']);
  t.like((await ana.client.listNotifications({})).notifications, [
    { snippet: 'likeable', commentId: comment.commentId },
  ]);
  await scene.unlikeComment(cy, comment);
  t.deepEqual(await listOf(ana), ['COMMENT_LIKE bo_k5']);
});

test('who had to do with a post hears that it was edited, once for its latest edit, while they have', async (t) => {
  const [ana, bo, cy, dee] = await Promise.all(['ana', 'bo', 'cy', 'dee'].map((name) => scene.join(`${name}_k6`)));
  if (!ana || !bo || !cy || !dee) return t.fail();
  const post = await scene.post(ana, { text: 'first' });
  await scene.like(bo, post);
  await scene.comment(cy, post, 'a comment');
  for (const text of ['second', 'third']) await scene.edit(post, { text });
  await scene.like(dee, post);
  const told = async () => Promise.all([listOf(bo), listOf(cy), listOf(dee)]);
  t.deepEqual(await told(), [['POST_EDITED ana_k6'], ['POST_EDITED ana_k6'], []]);
  t.like((await bo.client.listNotifications({})).notifications, [{ snippet: 'third' }]);
  await scene.unlike(bo, post);
  t.deepEqual(await told(), [[], ['POST_EDITED ana_k6'], []]);
  t.deepEqual((await listOf(ana)).toSorted(), ['COMMENT cy_k6', 'LIKE dee_k6']);
});

test('who had to do with a post before a block hears of edits after it, as long as that still stands', async (t) => {
  const [ana, bo, cy, dee] = [
    await scene.join('ana_k12'),
    await scene.join('bo_k12'),
    await scene.join('cy_k12'),
    await scene.join('dee_k12'),
  ];
  const post = await scene.post(ana);
  await scene.like(bo, post);
  const comment = await scene.comment(cy, post, 'hm');
  const quote = await scene.post(dee, { quotedPostId: post.postId, quotedAuthorId: ana.accountId });
  const people = [bo, cy, dee];
  for (const person of people) await scene.block(ana, person);
  await scene.edit(post, { text: 'unseen' });
  const told = () => Promise.all(people.map(listOf));
  t.deepEqual(await told(), [[], [], []]);
  for (const person of people) await scene.unblock(ana, person);
  t.deepEqual(await told(), [[], [], []]);
  await scene.edit(post, { text: 'seen' });
  t.deepEqual(await told(), [['POST_EDITED ana_k12'], ['POST_EDITED ana_k12'], ['POST_EDITED ana_k12']]);
  await scene.uncomment(comment);
  await scene.unpost(quote);
  await scene.purge(quote);
  t.deepEqual(await told(), [['POST_EDITED ana_k12'], [], []]);
});

test('who is mentioned by an edit is notified, who no longer is, is not', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_k7'), await scene.join('bo_k7'), await scene.join('cy_k7')];
  const post = await scene.post(ana, { mentionedIds: [bo.accountId] });
  await scene.edit(post, { mentionedIds: [cy.accountId] });
  t.deepEqual([await listOf(bo), await listOf(cy)], [[], ['MENTION ana_k7']]);
});

test('a sign-in is told, with its device, but not the one that came with the account', async (t) => {
  const ana = await scene.join('ana_k8');
  await scene.enter(ana, 'Safari on iPhone', true);
  t.is(await unreadOf(ana), 0);
  await scene.enter(ana, 'Firefox on Linux');
  const { notifications } = await ana.client.listNotifications({});
  t.like(notifications, [{ kind: NotificationKind.NOTIFICATION_KIND_NEW_SIGN_IN, snippet: 'Firefox on Linux' }]);
  t.is(notifications[0]?.actor?.accountId, ana.accountId);
});

test('a comment that waits is told to the author of the post alone, until it is approved or rejected', async (t) => {
  const [ana, bo] = [await scene.join('ana_k9'), await scene.join('bo_k9')];
  const post = await scene.post(ana);
  const [first, second] = [await scene.hold(bo, post, 'may I?'), await scene.hold(bo, post, 'and I?')];
  t.deepEqual(await listOf(ana), ['COMMENT_HELD bo_k9']);
  await scene.approve(first, 'may I?');
  t.deepEqual((await listOf(ana)).toSorted(), ['COMMENT bo_k9', 'COMMENT_HELD bo_k9']);
  await scene.uncomment(second);
  t.deepEqual(await listOf(ana), ['COMMENT bo_k9']);
});

test('of a comment that waits the author of the post reads the text that it has, on every device', async (t) => {
  const [ana, bo] = [await scene.join('ana_k10'), await scene.join('bo_k10')];
  const held = await scene.hold(bo, await scene.post(ana), 'frist');
  await using stream = watch(ana);
  await waitFor(() => stream.messages.length > 0);
  await scene.editHeld(held, 'first');
  t.like((await ana.client.listNotifications({})).notifications, [{ snippet: 'first' }]);
  const told = await waitFor(() => stream.messages.flatMap(({ notifications }) => notifications).at(0));
  t.is(told.snippet, 'first');
  t.is(await unreadOf(ana), 1);
});

test('whose comment waited while the post was edited hears of the edit once it is approved', async (t) => {
  const [ana, bo, cy] = await Promise.all(['ana', 'bo', 'cy'].map((name) => scene.join(`${name}_k12`)));
  if (!ana || !bo || !cy) return t.fail();
  const post = await scene.post(ana, { text: 'first' });
  const [before, after] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
  const [early, late] = [await scene.hold(bo, post, 'may I?', before), await scene.hold(cy, post, 'and I?', after)];
  await scene.edit(post, { text: 'second' });
  t.deepEqual([await listOf(bo), await listOf(cy)], [[], []]);
  await scene.approve(early, 'may I?', before);
  await scene.approve(late, 'and I?', after);
  t.deepEqual([await listOf(bo), await listOf(cy)], [['POST_EDITED ana_k12'], []]);
});

test('an edited comment is told with its new text to who hears of it', async (t) => {
  const [ana, bo] = [await scene.join('ana_k11'), await scene.join('bo_k11')];
  const comment = await scene.comment(bo, await scene.post(ana), 'frist');
  await using stream = watch(ana);
  await waitFor(() => stream.messages.length > 0);
  await scene.editComment(comment, 'first');
  const told = await waitFor(() => stream.messages.flatMap(({ notifications }) => notifications).at(0));
  t.is(told.snippet, 'first');
});
