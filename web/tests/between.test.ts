import { randomUUID } from 'node:crypto';
import test from 'ava';
import type { Page } from 'playwright-core';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { follow, type Member, post, signUp } from '../../tests/members.ts';
import { openHouse } from './open-house.ts';
import { postOf, waitForBadge } from './people.ts';

/** What happens between the reading of a list and its stream, or while a list is being read. */

const house = openHouse();

const join = (handle: string) => signUp(house.url, handle);

const comment = ({ api }: Member, postId: string, text: string) =>
  api.comments.createComment({ requestId: randomUUID(), postId, text });

/** Holds the next call of an RPC on its way: before it is sent, or once it is answered. */
async function hold(page: Page, rpc: string, what: 'request' | 'answer') {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  let isFirst = true;
  await page.route(`**/${rpc}`, async (route) => {
    if (!isFirst) return route.continue();
    isFirst = false;
    const response = what === 'answer' ? await route.fetch() : undefined;
    hold();
    await released;
    await (response ? route.fulfill({ response }) : route.continue());
  });
  return { held, release };
}

test.serial('a comment that comes before the stream of its thread begins is not missed', async (t) => {
  const [ana, ben] = [await join('ana'), await join('ben')];
  const postId = await post(ana, 'Who is early?');
  const { page } = await house.browserOf(ana);
  const stream = await hold(page, 'WatchComments', 'request');
  await page.goto(`${house.url}/posts/${postId}`);
  await page.getByText('No comments yet.').waitFor();
  await stream.held;
  await comment(ben, postId, 'I am.');
  stream.release();
  await page.getByRole('button', { name: '1 new comment' }).click();
  await page.getByText('I am.').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('a tab that joins the stream of another misses no comment, nor when it goes on alone', async (t) => {
  const [cleo, dan] = [await join('cleo'), await join('dan')];
  const postId = await post(cleo, 'Two windows.');
  const { page, openTab } = await house.browserOf(cleo);
  await page.goto(`${house.url}/posts/${postId}`);
  await page.getByText('No comments yet.').waitFor();
  const tab = await openTab();
  const list = await hold(tab, 'ListComments', 'answer');
  await tab.goto(`${house.url}/posts/${postId}`);
  await list.held;
  await comment(dan, postId, 'Seen in both?');
  await page.getByRole('button', { name: '1 new comment' }).waitFor();
  list.release();
  await tab.getByRole('button', { name: '1 new comment' }).waitFor();
  await page.close();
  await comment(dan, postId, 'And now?');
  await tab.getByRole('button', { name: '2 new comments' }).waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('a comment that comes while more are being read is not missed', async (t) => {
  const [eva, fay] = [await join('eva'), await join('fay')];
  const postId = await post(eva, 'A long one.');
  for (let n = 1; n <= 21; n++) await comment(fay, postId, `Number ${n}.`);
  const { page } = await house.browserOf(eva);
  await page.goto(`${house.url}/posts/${postId}`);
  const more = page.getByRole('button', { name: 'Show more comments' });
  await more.waitFor();
  const list = await hold(page, 'ListComments', 'answer');
  await more.click();
  await list.held;
  await comment(fay, postId, 'The last one.');
  await page.getByRole('button', { name: '1 new comment' }).click();
  await page.getByText('The last one.').waitFor();
  list.release();
  await page.getByText('Number 21.').waitFor();
  await page.getByRole('button', { name: '1 new comment' }).click();
  await page.getByText('The last one.').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('who comes to a closed conversation is offered no place to comment, not for a moment', async (t) => {
  const [gwen, hugo] = [await join('gwen'), await join('hugo')];
  const postId = await post(gwen, 'I have said it all.');
  await comment(hugo, postId, 'So have I.');
  const thread = { postId, locked: true };
  await gwen.api.threads.updateThread({ requestId: randomUUID(), thread, updateMask: ['locked'] });
  const { page } = await house.browserOf(hugo);
  const answer = await hold(page, 'GetThread', 'answer');
  const stream = await hold(page, 'WatchComments', 'request');
  await page.goto(`${house.url}/posts/${postId}`);
  await page.getByText('So have I.').waitFor();
  await Promise.all([answer.held, stream.held]);
  t.false(await page.getByLabel('Write a comment').isVisible());
  t.is(await page.getByRole('button', { name: 'Reply' }).count(), 0);
  answer.release();
  await page.getByText('The author has closed this conversation.').waitFor();
  stream.release();
  t.deepEqual(house.browser.errors, []);
});

test.serial('a notification that comes before the stream begins is in the list', async (t) => {
  const [gil, hana] = [await join('gil'), await join('hana')];
  const { page } = await house.browserOf(gil);
  const stream = await hold(page, 'WatchNotifications', 'request');
  await page.goto(`${house.url}/notifications`);
  await page.locator('main').getByText('Somebody signed in to your account.').waitFor();
  await stream.held;
  await follow(hana, gil);
  await waitFor(async () => (await gil.api.notifications.listNotifications({})).notifications.length === 2);
  stream.release();
  await page.locator('main').getByText('followed you').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('a notification that comes while the list is being read is in the list', async (t) => {
  const [ida, jon] = [await join('ida'), await join('jon')];
  const { page } = await house.browserOf(ida);
  // The sign-in itself.
  await waitForBadge(page, 1);
  const list = await hold(page, 'ListNotifications', 'answer');
  await page.getByRole('link', { name: 'Notifications' }).first().click();
  await list.held;
  await follow(jon, ida);
  await waitForBadge(page, 2);
  list.release();
  await page.locator('main').getByText('followed you').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('a post that comes while the home timeline is being read is not missed', async (t) => {
  const [kim, leo] = [await join('kim'), await join('leo')];
  await follow(kim, leo);
  const { page, openTab } = await house.browserOf(kim);
  await page.getByText('The table is still empty').waitFor();
  const tab = await openTab();
  const list = await hold(tab, 'ListHomeTimeline', 'answer');
  await tab.goto(house.url);
  await list.held;
  await post(leo, 'In the nick of time.');
  await page.getByRole('button', { name: '1 new post' }).waitFor();
  list.release();
  await tab.getByRole('button', { name: '1 new post' }).click();
  await postOf(tab, 'In the nick of time.').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('a like stays while more of a list is being read', async (t) => {
  const [mia, nora] = [await join('mia'), await join('nora')];
  for (let n = 1; n <= 21; n++) await post(nora, `Number ${n}.`);
  const { page } = await house.browserOf(mia);
  await page.goto(`${house.url}/@nora`);
  await postOf(page, 'Number 21.').waitFor();
  const list = await hold(page, 'ListAuthorPosts', 'answer');
  await postOf(page, 'Number 2.').scrollIntoViewIfNeeded();
  await list.held;
  await postOf(page, 'Number 2.').getByRole('button', { name: 'Like, 0 likes' }).click();
  await postOf(page, 'Number 2.').getByRole('button', { name: 'Like, 1 like' }).waitFor();
  list.release();
  await postOf(page, 'Number 1.').waitFor();
  t.true(await postOf(page, 'Number 2.').getByRole('button', { name: 'Like, 1 like', pressed: true }).isVisible());
  t.deepEqual(house.browser.errors, []);
});
