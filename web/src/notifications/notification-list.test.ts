import test from 'ava';
import { Notification } from '#gen/tertulia/notifications/v1/notification.ts';
import { applyNews, flattenNotifications, type NotificationList } from './notification-list.ts';

const one = (notificationId: string, time: number, more: Partial<Notification> = {}) =>
  Notification.fromPartial({ notificationId, updateTime: new Date(time), ...more });

/** A list of pages; `more` says whether there is more to read. */
function listOf(pages: Notification[][], more = false): NotificationList {
  const last = pages.length - 1;
  return {
    pages: pages.map((notifications, index) => ({ notifications, nextPageToken: index < last || more ? 'token' : '' })),
    pageParams: pages.map(() => ''),
  };
}

const idsOf = (list: NotificationList) => flattenNotifications(list).map(({ notificationId }) => notificationId);

test('what is new comes first, and the newest of several before the others', (t) => {
  const list = listOf([[one('b', 20)], [one('a', 10)]], true);
  t.deepEqual(idsOf(applyNews(list, [one('c', 30), one('d', 30)], [])), ['d', 'c', 'b', 'a']);
  t.deepEqual(idsOf(applyNews(listOf([[]]), [one('a', 10)], [])), ['a']);
});

test('what others joined rises, and what some left keeps its place', (t) => {
  const list = listOf([[one('c', 30), one('b', 20)], [one('a', 10)]], true);
  t.deepEqual(idsOf(applyNews(list, [one('a', 40)], [])), ['a', 'c', 'b']);
  const shrunk = applyNews(list, [one('c', 5, { actorCount: 1 })], []);
  t.deepEqual(idsOf(shrunk), ['c', 'b', 'a']);
  t.is(flattenNotifications(shrunk)[0]?.actorCount, 1);
});

test('what stands further down than the list has been read is left out, though it is unread', (t) => {
  const list = listOf([[one('c', 30), one('b', 20)]], true);
  t.deepEqual(idsOf(applyNews(list, [one('a', 10)], [])), ['c', 'b']);
  t.deepEqual(idsOf(applyNews(list, [one('a', 20)], [])), ['c', 'b']);
});

test('what comes back stands where its time has it', (t) => {
  const list = listOf([[one('d', 40), one('c', 30)], [one('a', 10)]]);
  t.deepEqual(idsOf(applyNews(list, [one('b', 20, { read: true }), one('0', 1)], [])), ['d', 'c', 'b', 'a', '0']);
});

test('what is new is shown, also where all that was read is gone', (t) => {
  const emptied = applyNews(listOf([[one('a', 10)]], true), [], ['a']);
  t.deepEqual(idsOf(applyNews(emptied, [one('b', 20)], [])), ['b']);
});

test('what was just read keeps its mark for this visit', (t) => {
  const list = listOf([[one('a', 10)]]);
  t.false(flattenNotifications(applyNews(list, [one('a', 10, { read: true })], []))[0]?.read);
});
