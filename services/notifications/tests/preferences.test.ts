import test from 'ava';
import { NotificationKind } from '#gen/tertulia/notifications/v1/notification.ts';
import { NotificationPeople } from '#gen/tertulia/notifications/v1/notification_preferences.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { inShort, listOf, type Person, type Scene, startScene, unreadOf } from './start-scene.ts';
import { watch } from './watch.ts';

const { NOTIFICATION_KIND_LIKE: like, NOTIFICATION_KIND_MENTION: mention } = NotificationKind;
const { NOTIFICATION_KIND_NEW_SIGN_IN: signIn } = NotificationKind;
const people = (name: 'ALL' | 'FOLLOWED' | 'MUTUALS' | 'NOBODY') => NotificationPeople[`NOTIFICATION_PEOPLE_${name}`];

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

type Preferences = {
  kindPreferences?: { kind: NotificationKind; people: NotificationPeople }[];
  requestsFromStrangers?: boolean;
};

const set = ({ preferences }: Person, wanted: Preferences, updateMask?: string[]) =>
  preferences.updateNotificationPreferences({ requestId: newId(), preferences: wanted, updateMask });

/** Ana, whom somebody likes whom she follows and who follows her, whom she follows, and who is a stranger. */
async function liked(name: string) {
  const [ana, mutual, followed, stranger] = await Promise.all(
    ['ana', 'mutual', 'followed', 'stranger'].map((handle) => scene.join(`${handle}_${name}`)),
  );
  if (!ana || !mutual || !followed || !stranger) throw new Error('nobody joined');
  for (const other of [mutual, followed]) await scene.follow(ana, other);
  await scene.follow(mutual, ana);
  const post = await scene.post(ana);
  for (const other of [mutual, followed, stranger]) await scene.like(other, post);
  return { ana, mutual, followed, stranger, post };
}

const likesOf = async (ana: Person) => (await listOf(ana)).filter((short) => short.startsWith('LIKE'));

test('at first everything counts', async (t) => {
  const ana = await scene.join('ana_p1');
  const { preferences } = await ana.preferences.getNotificationPreferences({});
  t.is(preferences?.kindPreferences.length, 13);
  t.true(preferences?.kindPreferences.every((one) => one.people === people('ALL')));
  t.false(preferences?.requestsFromStrangers);
});

test('a preference hides at once what is there, live, and gives it back unread', async (t) => {
  const { ana } = await liked('p2');
  await using stream = watch(ana);
  await waitFor(() => stream.unread() === 2);
  const expected = {
    FOLLOWED: ['LIKE followed_p2 mutual_p2'],
    MUTUALS: ['LIKE mutual_p2'],
    NOBODY: [],
    ALL: ['LIKE stranger_p2 followed_p2 mutual_p2'],
  };
  for (const name of ['FOLLOWED', 'MUTUALS', 'NOBODY', 'ALL'] as const) {
    await set(ana, { kindPreferences: [{ kind: like, people: people(name) }] });
    t.deepEqual(await likesOf(ana), expected[name]);
    await waitFor(() => stream.unread() === (name === 'NOBODY' ? 1 : 2));
  }
});

test('a preference follows who follows whom', async (t) => {
  const { ana, stranger } = await liked('p3');
  await set(ana, { kindPreferences: [{ kind: like, people: people('MUTUALS') }] });
  await scene.follow(ana, stranger);
  await scene.follow(stranger, ana);
  t.deepEqual(await likesOf(ana), ['LIKE stranger_p3 mutual_p3']);
  await scene.unfollow(stranger, ana);
  t.deepEqual(await likesOf(ana), ['LIKE mutual_p3']);
});

test('an update changes what its mask says, and of the kinds those that it names', async (t) => {
  const ana = await scene.join('ana_p4');
  await set(ana, { kindPreferences: [{ kind: like, people: people('NOBODY') }], requestsFromStrangers: true });
  const second = { kindPreferences: [{ kind: mention, people: people('FOLLOWED') }], requestsFromStrangers: false };
  const { preferences } = await set(ana, second, ['kind_preferences']);
  const chosen = preferences?.kindPreferences.filter((one) => one.people !== people('ALL'));
  t.deepEqual(chosen, [
    { kind: mention, people: people('FOLLOWED') },
    { kind: like, people: people('NOBODY') },
  ]);
  t.true(preferences?.requestsFromStrangers);
  const again = await set(ana, preferences ?? {}, []);
  t.deepEqual(again.preferences, preferences);
});

test('preferences that make no sense are refused', async (t) => {
  const ana = await scene.join('ana_p5');
  const both = [like, like].map((kind) => ({ kind, people: people('ALL') }));
  const bad: Preferences[] = [
    { kindPreferences: both },
    { kindPreferences: [{ kind: signIn, people: people('NOBODY') }] },
    { kindPreferences: [{ kind: 99 as NotificationKind, people: people('ALL') }] },
    { kindPreferences: [{ kind: like, people: 99 as NotificationPeople }] },
  ];
  for (const preferences of bad) {
    await expectStatus(t, set(ana, preferences), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
    const preview = ana.preferences.previewNotificationPreferences({ preferences });
    await expectStatus(t, preview, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  }
  await expectStatus(t, set(ana, {}, ['nothing']), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  const none = ana.preferences.previewNotificationPreferences({});
  await expectStatus(t, none, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});

test('a preview says what would have been hidden in seven days, and changes nothing', async (t) => {
  const { ana, stranger } = await liked('p6');
  const old = new Date(Date.now() - 8 * 24 * 60 * 60 * 1_000);
  await scene.post(stranger, { mentionedIds: [ana.accountId], text: 'long ago', createTime: old });
  await scene.post(stranger, { mentionedIds: [ana.accountId], text: 'lately' });
  const before = await listOf(ana);
  const tried = { kindPreferences: [{ kind: like, people: people('FOLLOWED') }], requestsFromStrangers: true };
  const { hidden, incomplete } = await ana.preferences.previewNotificationPreferences({ preferences: tried });
  t.false(incomplete);
  t.like(hidden, [
    { kind: mention, hiddenCount: 1, requestCount: 1 },
    { kind: like, hiddenCount: 1, requestCount: 0 },
  ]);
  t.deepEqual(
    hidden.map(({ examples }) => examples.map(inShort)),
    [['MENTION stranger_p6'], ['LIKE stranger_p6']],
  );
  t.deepEqual(await listOf(ana), before);
});

test('what strangers write waits as a request, and is told when it is accepted', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_r1'), await scene.join('bo_r1'), await scene.join('cy_r1')];
  await set(ana, { requestsFromStrangers: true });
  await scene.follow(ana, cy);
  const post = await scene.post(ana);
  await scene.comment(bo, post, 'hello');
  await scene.comment(cy, post, 'hi');
  await scene.post(bo, { mentionedIds: [ana.accountId], text: 'it is me' });
  await scene.like(bo, post);
  t.deepEqual((await listOf(ana)).toSorted(), ['COMMENT cy_r1', 'LIKE bo_r1']);
  const { requests } = await ana.requests.listNotificationRequests({});
  t.deepEqual(
    requests.map(({ account, notificationCount, newest }) => [account?.handle, notificationCount, newest?.snippet]),
    [['bo_r1', 2, 'it is me']],
  );
  const { notifications } = await ana.requests.listRequestedNotifications({ accountId: bo.accountId });
  t.deepEqual(notifications.map(inShort), ['MENTION bo_r1', 'COMMENT bo_r1']);
  const request = { requestId: newId(), accountId: bo.accountId };
  t.is((await ana.requests.acceptNotificationRequest(request)).unreadCount, 3);
  t.is((await ana.requests.acceptNotificationRequest(request)).unreadCount, 3);
  t.deepEqual((await listOf(ana)).toSorted(), ['COMMENT cy_r1 bo_r1', 'LIKE bo_r1', 'MENTION bo_r1']);
  await scene.post(bo, { mentionedIds: [ana.accountId] });
  t.is(await unreadOf(ana), 4);
});

test('a dismissed request is gone, and what comes later makes a new one', async (t) => {
  const [ana, bo] = [await scene.join('ana_r2'), await scene.join('bo_r2')];
  await set(ana, { requestsFromStrangers: true });
  const accountId = bo.accountId;
  const early = new Date(Date.now() - 10_000);
  await scene.post(bo, { mentionedIds: [ana.accountId], text: 'one', createTime: early });
  await ana.requests.dismissNotificationRequest({ requestId: newId(), accountId });
  t.deepEqual((await ana.requests.listNotificationRequests({})).requests, []);
  const again = ana.requests.dismissNotificationRequest({ requestId: newId(), accountId });
  await expectStatus(t, again, 'NOT_FOUND', 'NOTIFICATION_REQUEST_NOT_FOUND');
  await scene.post(bo, { mentionedIds: [ana.accountId], text: 'two' });
  t.like((await ana.requests.listNotificationRequests({})).requests, [
    { notificationCount: 1, newest: { snippet: 'two' } },
  ]);
  t.is(await unreadOf(ana), 0);
});

test('whom one comes to follow needs no request any more, and a block ends one', async (t) => {
  const [ana, bo, cy] = [await scene.join('ana_r3'), await scene.join('bo_r3'), await scene.join('cy_r3')];
  await set(ana, { requestsFromStrangers: true });
  for (const person of [bo, cy]) await scene.post(person, { mentionedIds: [ana.accountId] });
  t.is((await ana.requests.listNotificationRequests({})).requests.length, 2);
  await scene.follow(ana, bo);
  await scene.block(cy, ana);
  t.deepEqual((await ana.requests.listNotificationRequests({})).requests, []);
  t.deepEqual(await listOf(ana), ['MENTION bo_r3']);
  const accept = ana.requests.acceptNotificationRequest({ requestId: newId(), accountId: cy.accountId });
  await expectStatus(t, accept, 'NOT_FOUND', 'NOTIFICATION_REQUEST_NOT_FOUND');
});

test('requests are paged through, each person once', async (t) => {
  const ana = await scene.join('ana_r4');
  await set(ana, { requestsFromStrangers: true });
  const others = await Promise.all(['bo', 'cy', 'dee'].map((name) => scene.join(`${name}_r4`)));
  for (const other of others) await scene.post(other, { mentionedIds: [ana.accountId] });
  const handles: (string | undefined)[] = [];
  let pageToken = '';
  do {
    const page = await ana.requests.listNotificationRequests({ pageSize: 1, pageToken });
    handles.push(...page.requests.map(({ account }) => account?.handle));
    pageToken = page.nextPageToken;
    if (others[0]) await scene.post(others[0], { mentionedIds: [ana.accountId], text: 'meanwhile' });
  } while (pageToken !== '');
  t.deepEqual(handles, ['dee_r4', 'cy_r4', 'bo_r4']);
});
