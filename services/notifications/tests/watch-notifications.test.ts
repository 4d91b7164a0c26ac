import test from 'ava';
import { SessionEnded } from '#gen/tertulia/profile/v1/session_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { type Scene, startScene } from './start-scene.ts';
import { watch } from './watch.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene({ heartbeatMs: 300 });
});
test.after.always(() => scene[Symbol.asyncDispose]());

test('the first message comes at once, with the unread count and nothing old', async (t) => {
  const [ana, bo] = [await scene.join('ana_w1'), await scene.join('bo_w1')];
  await scene.follow(bo, ana);
  await using stream = watch(ana);
  const first = await waitFor(() => stream.messages[0]);
  t.like(first, { notifications: [], unreadCount: 1 });
  t.not(first.cursor, '');
});

test('what happens comes at once, to all who watch as the receiver, and to nobody else', async (t) => {
  const [ana, bo] = [await scene.join('ana_w2'), await scene.join('bo_w2')];
  await using phone = watch(ana);
  await using laptop = watch(await scene.signIn(ana.accountId));
  await using other = watch(bo);
  await waitFor(() => phone.messages[0] && laptop.messages[0] && other.messages[0]);
  const post = await scene.post(bo, { mentionedIds: [ana.accountId] });
  await scene.follow(bo, ana);
  await waitFor(() => phone.told().length === 2 && laptop.told().length === 2);
  t.deepEqual(phone.told(), ['MENTION bo_w2', 'FOLLOW bo_w2']);
  t.is(phone.unread(), 2);
  await scene.unpost(post);
  await waitFor(() => phone.unread() === 1 && laptop.unread() === 1);
  t.deepEqual(other.told(), []);
});

test('what is read on one device is no longer counted on another', async (t) => {
  const [ana, bo] = [await scene.join('ana_w3'), await scene.join('bo_w3')];
  await scene.follow(bo, ana);
  await using laptop = watch(await scene.signIn(ana.accountId));
  await waitFor(() => laptop.unread() === 1);
  const [follow] = (await ana.client.listNotifications({})).notifications;
  await ana.client.markRead({ requestId: newId(), notificationIds: [follow?.notificationId ?? ''] });
  t.true(await waitFor(() => laptop.unread() === 0));
});

test('a block acts on a stream that is open', async (t) => {
  const [ana, bo] = [await scene.join('ana_w4'), await scene.join('bo_w4')];
  await scene.follow(bo, ana);
  await using stream = watch(ana);
  await waitFor(() => stream.unread() === 1);
  await scene.block(ana, bo);
  await waitFor(() => stream.unread() === 0);
  await scene.post(bo, { mentionedIds: [ana.accountId] });
  const cy = await scene.join('cy_w4');
  await scene.follow(cy, ana);
  await waitFor(() => stream.told().length > 0);
  t.deepEqual(stream.told(), ['FOLLOW cy_w4']);
});

test('a stream resumes from its cursor: nothing is lost or told twice', async (t) => {
  const [ana, bo] = [await scene.join('ana_w5'), await scene.join('bo_w5')];
  let cursor = '';
  const told: string[] = [];
  const mention = (text: string) => scene.post(bo, { mentionedIds: [ana.accountId], text });
  for (let round = 0; round < 3; round++) {
    {
      await using stream = watch(ana, cursor);
      await waitFor(() => stream.messages[0]);
      await mention(`${round} while open`);
      const snippets = () =>
        stream.messages.flatMap(({ notifications }) => notifications.map(({ snippet }) => snippet));
      await waitFor(() => snippets().includes(`${round} while open`));
      cursor = stream.cursor() ?? '';
      told.push(...snippets());
    }
    await mention(`${round} while closed`);
  }
  t.deepEqual(told, ['0 while open', '0 while closed', '1 while open', '1 while closed', '2 while open']);
});

test('who comes back after long gets what was missed in messages of at most 100', async (t) => {
  const [ana, bo] = [await scene.join('ana_w6'), await scene.join('bo_w6')];
  let cursor = '';
  {
    await using stream = watch(ana);
    cursor = (await waitFor(() => stream.messages[0])).cursor;
  }
  await Promise.all(
    Array.from({ length: 230 }, () => scene.post(bo, { mentionedIds: [ana.accountId], text: newId() })),
  );
  await using stream = watch(ana, cursor);
  await waitFor(() => stream.told().length === 230);
  t.deepEqual(
    stream.messages.slice(0, 3).map(({ notifications }) => notifications.length),
    [100, 100, 30],
  );
  t.is(new Set(stream.messages.flatMap(({ notifications }) => notifications.map(({ snippet }) => snippet))).size, 230);
});

test('a comment that is told before its post is streamed when the post is known', async (t) => {
  const [ana, bo] = [await scene.join('ana_w7'), await scene.join('bo_w7')];
  await using stream = watch(ana);
  await waitFor(() => stream.messages[0]);
  const post = { postId: newId(), authorId: ana.accountId };
  await scene.comment(bo, post, 'early');
  await scene.post(ana, { postId: post.postId });
  await waitFor(() => stream.told().length > 0);
  t.deepEqual(stream.told(), ['COMMENT bo_w7']);
  t.is(stream.unread(), 1);
});

test('a stream without news has a heartbeat', async (t) => {
  const ana = await scene.join('ana_w8');
  await using stream = watch(ana);
  await waitFor(() => stream.messages.length >= 3);
  t.deepEqual(stream.told(), []);
});

test('a stream ends with its session, and not with another session of the account', async (t) => {
  const ana = await scene.join('ana_w9');
  await using cut = watch(ana);
  await using kept = watch(await scene.signIn(ana.accountId));
  await waitFor(() => cut.messages[0] && kept.messages[0]);
  const lastTokenExpireTime = new Date(Date.now() + 300_000);
  const { accountId, sessionId } = ana;
  await scene.tell('profile', accountId, SessionEnded, { sessionId, accountId, lastTokenExpireTime });
  await expectStatus(t, cut.ended, 'UNAUTHENTICATED', 'SESSION_ENDED');
  const before = kept.messages.length;
  t.true(await waitFor(() => kept.messages.length > before));
});

test('a cursor that is none is refused', async (t) => {
  const ana = await scene.join('ana_wa');
  for (const cursor of ['x', Buffer.from(`${newId()}.1`).toString('base64url'), 'y'.repeat(300)]) {
    await using stream = watch(ana, cursor);
    await expectStatus(t, stream.ended, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  }
});

test('a stopping service ends its streams with UNAVAILABLE, and a cursor is good after the restart', async (t) => {
  await using own = await startScene();
  const [ana, bo] = [await own.join('ana'), await own.join('bo')];
  await using stream = watch(ana);
  await waitFor(() => stream.messages[0]);
  await own.restart();
  await expectStatus(t, stream.ended, 'UNAVAILABLE', 'UNAVAILABLE');
  await own.follow(bo, ana);
  await using resumed = watch(await own.signIn(ana.accountId), stream.cursor());
  await waitFor(() => resumed.messages[0]);
  t.deepEqual(resumed.told(), ['FOLLOW bo']);
});
