import test from 'ava';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { inShort, listOf, type Person, type Scene, startScene, unreadOf } from './start-scene.ts';
import { watch } from './watch.ts';

let scene: Scene;
test.before(async () => {
  scene = await startScene();
});
test.after.always(() => scene[Symbol.asyncDispose]());

const join = (name: string, ...handles: string[]) =>
  Promise.all(handles.map((handle) => scene.join(`${handle}_${name}`)));

const markAll = ({ client }: Person) => client.markRead({ requestId: newId(), upToUpdateTime: new Date() });

const readOf = async ({ client }: Person) => (await client.listNotifications({})).notifications.map(({ read }) => read);

/** All actors of the newest notification, page by page. */
async function actorsOf({ client }: Person): Promise<(string | undefined)[]> {
  const [newest] = (await client.listNotifications({})).notifications;
  const handles: string[] = [];
  let pageToken = '';
  do {
    const request = { notificationId: newest?.notificationId ?? '', pageSize: 2, pageToken };
    const page = await client.listNotificationActors(request);
    handles.push(...page.actors.map(({ handle }) => handle));
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  if (newest?.actorCount !== handles.length) throw new Error(`the count says ${newest?.actorCount}: ${handles}`);
  return handles;
}

test('those who like a post are told together, the newest three by name, and all in a list of their own', async (t) => {
  const [ana, ...others] = await join('g1', 'ana', 'bo', 'cy', 'dee', 'eva', 'fay');
  if (!ana) return t.fail();
  const post = await scene.post(ana, { text: 'liked by many' });
  for (const other of others) await scene.like(other, post);
  t.deepEqual(await listOf(ana), ['LIKE fay_g1 eva_g1 dee_g1 +2']);
  t.is(await unreadOf(ana), 1);
  t.deepEqual(await actorsOf(ana), ['fay_g1', 'eva_g1', 'dee_g1', 'cy_g1', 'bo_g1']);
});

test('who comments twice is counted once', async (t) => {
  const [ana, bo, cy] = await join('g2', 'ana', 'bo', 'cy');
  if (!ana || !bo || !cy) return t.fail();
  const post = await scene.post(ana);
  for (const [person, text] of [
    [bo, 'one'],
    [cy, 'two'],
    [bo, 'three'],
  ] as const)
    await scene.comment(person, post, text);
  t.deepEqual(await listOf(ana), ['COMMENT bo_g2 cy_g2']);
  t.like((await ana.client.listNotifications({})).notifications, [{ actorCount: 2, snippet: 'three' }]);
  t.deepEqual(await actorsOf(ana), ['cy_g2', 'bo_g2']);
});

test('what is undone leaves, live on every device, and with the last of it the notification goes', async (t) => {
  const [ana, bo, cy] = await join('g3', 'ana', 'bo', 'cy');
  if (!ana || !bo || !cy) return t.fail();
  await using phone = watch(ana);
  await using laptop = watch(await scene.signIn(ana.accountId));
  await waitFor(() => phone.messages[0] && laptop.messages[0]);
  const post = await scene.post(ana);
  const standing = (short: string[]) =>
    waitFor(() => [phone, laptop].every((device) => `${device.standing()}` === `${short}`));
  await scene.like(bo, post);
  await standing(['LIKE bo_g3']);
  await scene.like(cy, post);
  await standing(['LIKE cy_g3 bo_g3']);
  await scene.unlike(cy, post);
  await standing(['LIKE bo_g3']);
  t.deepEqual([phone.unread(), laptop.unread()], [1, 1]);
  await scene.unlike(bo, post);
  await standing([]);
  t.deepEqual([phone.unread(), laptop.unread(), await unreadOf(ana)], [0, 0, 0]);
});

test('once read, a notification stays as it is, and what comes later begins a new one', async (t) => {
  const [ana, bo, cy, dee] = await join('g4', 'ana', 'bo', 'cy', 'dee');
  if (!ana || !bo || !cy || !dee) return t.fail();
  const post = await scene.post(ana);
  await scene.like(bo, post);
  await markAll(ana);
  await scene.like(cy, post);
  await scene.like(dee, post);
  t.deepEqual(await listOf(ana), ['LIKE dee_g4 cy_g4', 'LIKE bo_g4']);
  t.deepEqual(await readOf(ana), [false, true]);
  t.is(await unreadOf(ana), 1);
});

test('what joins after somebody looked is still unread, if they say up to when they looked', async (t) => {
  const [ana, bo, cy] = await join('g5', 'ana', 'bo', 'cy');
  if (!ana || !bo || !cy) return t.fail();
  const post = await scene.post(ana);
  await scene.like(bo, post);
  const [seen] = (await ana.client.listNotifications({})).notifications;
  const createTime = new Date((seen?.updateTime?.getTime() ?? 0) + 1_000);
  await scene.comment(cy, post, 'meanwhile', undefined, createTime);
  const { unreadCount } = await ana.client.markRead({ requestId: newId(), upToUpdateTime: seen?.updateTime });
  t.is(unreadCount, 1);
  t.deepEqual(await readOf(ana), [false, true]);
});

test('what nobody could see is not read with the rest: it comes unread when it can be seen', async (t) => {
  const [ana, bo, cy] = await join('g6', 'ana', 'bo', 'cy');
  if (!ana || !bo || !cy) return t.fail();
  const post = await scene.post(ana);
  await scene.mute(ana, cy);
  await scene.like(bo, post);
  await scene.like(cy, post);
  t.deepEqual(await listOf(ana), ['LIKE bo_g6']);
  await markAll(ana);
  await scene.unmute(ana, cy);
  t.deepEqual(await listOf(ana), ['LIKE cy_g6', 'LIKE bo_g6']);
  t.is(await unreadOf(ana), 1);
});

test('who did it in one moment is named as they are listed', async (t) => {
  const [ana, ...others] = await join('g9', 'ana', 'bo', 'cy', 'dee', 'eve', 'fay', 'gus');
  if (!ana) return t.fail();
  for (let round = 0; round < 5; round += 1) {
    const post = await scene.post(ana);
    await Promise.all(others.toReversed().map((other) => scene.like(other, post)));
    const [newest] = (await ana.client.listNotifications({})).notifications;
    t.deepEqual(
      newest?.actors.map(({ handle }) => handle),
      (await actorsOf(ana)).slice(0, 3),
    );
  }
});

test('the actors of a notification are for its receiver, and for as long as it is there', async (t) => {
  const [ana, bo] = await join('g7', 'ana', 'bo');
  if (!ana || !bo) return t.fail();
  await scene.follow(bo, ana);
  const [follow] = (await ana.client.listNotifications({})).notifications;
  const request = { notificationId: follow?.notificationId ?? '' };
  const foreign = bo.client.listNotificationActors(request);
  const { details } = await expectStatus(t, foreign, 'NOT_FOUND', 'NOTIFICATION_NOT_FOUND');
  await scene.unfollow(bo, ana);
  const gone = await expectStatus(t, ana.client.listNotificationActors(request), 'NOT_FOUND', 'NOTIFICATION_NOT_FOUND');
  t.is(gone.details, details);
});

test('a person who is blocked leaves what they did with others', async (t) => {
  const [ana, bo, cy] = await join('g8', 'ana', 'bo', 'cy');
  if (!ana || !bo || !cy) return t.fail();
  const post = await scene.post(ana);
  await scene.like(bo, post);
  await scene.like(cy, post);
  await using stream = watch(ana);
  await waitFor(() => stream.messages[0]);
  await scene.block(cy, ana);
  await waitFor(() => `${stream.standing()}` === 'LIKE bo_g8');
  t.deepEqual((await ana.client.listNotifications({})).notifications.map(inShort), ['LIKE bo_g8']);
});
