import test from 'ava';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { type Person, type Scene, startScene, unreadOf } from './start-scene.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

/** A person with `count` notifications, newest first. */
async function notified(handle: string, count: number) {
  const [ana, bo] = [await scene.join(`ana_${handle}`), await scene.join(`bo_${handle}`)];
  for (let n = 0; n < count; n++) await scene.post(bo, { mentionedIds: [ana.accountId], text: `${n}` });
  const { notifications } = await ana.client.listNotifications({ pageSize: 100 });
  return { ana, bo, ids: notifications.map(({ notificationId }) => notificationId) };
}

const mark = ({ client }: Person, request: { notificationIds?: string[]; upToNotificationId?: string }) =>
  client.markRead({ requestId: newId(), ...request });

test('pages are newest first, full, and stay in step while notifications arrive', async (t) => {
  const { ana, bo } = await notified('pages', 8);
  const texts: string[][] = [];
  let pageToken = '';
  do {
    const page = await ana.client.listNotifications({ pageSize: 3, pageToken });
    texts.push(page.notifications.map(({ snippet }) => snippet));
    pageToken = page.nextPageToken;
    await scene.post(bo, { mentionedIds: [ana.accountId], text: 'meanwhile' });
  } while (pageToken !== '');
  t.deepEqual(texts, [
    ['7', '6', '5'],
    ['4', '3', '2'],
    ['1', '0'],
  ]);
});

test('a page token is good for its own list only', async (t) => {
  const { ana, bo } = await notified('tokens', 2);
  const { nextPageToken: pageToken } = await ana.client.listNotifications({ pageSize: 1 });
  await expectStatus(t, bo.client.listNotifications({ pageToken }), 'INVALID_ARGUMENT', 'INVALID_PAGE_TOKEN');
  await expectStatus(t, ana.client.listNotifications({ pageSize: -1 }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});

test('single notifications are marked read, and stay so', async (t) => {
  const { ana, ids } = await notified('single', 4);
  t.is((await mark(ana, { notificationIds: ids.slice(0, 2) })).unreadCount, 2);
  t.is((await mark(ana, { notificationIds: ids.slice(1, 3) })).unreadCount, 1);
  t.is(await unreadOf(ana), 1);
});

test('one and all older ones are marked read, newer ones are not', async (t) => {
  const { ana, ids } = await notified('upto', 4);
  t.is((await mark(ana, { upToNotificationId: ids[1] ?? '' })).unreadCount, 1);
  const { notifications } = await ana.client.listNotifications({});
  t.deepEqual(
    notifications.map(({ read }) => read),
    [false, true, true, true],
  );
});

test('of unknown or foreign notifications none is marked, and the two are alike', async (t) => {
  const { ana, bo, ids } = await notified('foreign', 2);
  const unknown = mark(ana, { notificationIds: [...ids, newId()] });
  const { details } = await expectStatus(t, unknown, 'NOT_FOUND', 'NOTIFICATION_NOT_FOUND');
  const foreign = await expectStatus(t, mark(bo, { notificationIds: ids }), 'NOT_FOUND', 'NOTIFICATION_NOT_FOUND');
  t.is(foreign.details, details);
  t.is(await unreadOf(ana), 2);
});

test('a retry of MarkRead gets the first answer', async (t) => {
  const { ana, bo, ids } = await notified('retry', 2);
  const request = { requestId: newId(), notificationIds: [ids[0] ?? ''] };
  t.is((await ana.client.markRead(request)).unreadCount, 1);
  await scene.post(bo, { mentionedIds: [ana.accountId] });
  t.is((await ana.client.markRead(request)).unreadCount, 1);
  t.is(await unreadOf(ana), 2);
});

test('either some or all up to one are named', async (t) => {
  const { ana, ids } = await notified('either', 1);
  await expectStatus(t, mark(ana, {}), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  const both = mark(ana, { notificationIds: ids, upToNotificationId: ids[0] ?? '' });
  await expectStatus(t, both, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  const many = mark(ana, { notificationIds: Array.from({ length: 101 }, newId) });
  await expectStatus(t, many, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});
