import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { Metadata } from 'nice-grpc-common';
import type { Page, Request } from 'playwright-core';
import { openApi } from '../../scripts/testing/api.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { password, post, signUp as signUpByCall } from '../../tests/members.ts';
import { checkScreen } from './check-screen.ts';
import { openHouse } from './open-house.ts';
import { postOf, signUp, waitForBadge, writePost } from './people.ts';

const house = openHouse();

const isStream = (request: Request) => request.url().endsWith('/WatchNotifications');

/** Resolves when the stream of notifications that a page has open is no more. */
function streamBreaks(page: Page): Promise<void> {
  return new Promise((resolve) => {
    const look = (request: Request) => {
      if (isStream(request)) resolve();
    };
    page.on('requestfinished', look);
    page.on('requestfailed', look);
  });
}

test.serial('a stream that breaks resumes by itself, says so only if it lasts, and loses nothing', async (t) => {
  const [ana, ben] = [await house.newcomer('ana', 'Ana'), await house.newcomer('ben', 'Ben')];
  await ana.getByText('The table is still empty').waitFor();

  await house.tertulia.services.notifications.kill('SIGKILL');
  await writePost(ben, 'Are you there, @ana?');
  await ana.getByText('Reconnecting…').waitFor();
  house.tertulia.services.notifications.restart();
  await waitForBadge(ana, 1);
  await ana.getByText('Reconnecting…').waitFor({ state: 'detached' });
  t.pass();
});

test.serial('a short break of a stream is not worth a word', async (t) => {
  const [kim, { page }] = [await signUpByCall(house.url, 'kim'), await house.browser.openPerson()];
  // From here on the time of the page is in the hands of this test.
  await page.clock.install();
  await signUp(page, house.url, 'lea', 'Lea');
  await post(kim, 'A word, @lea.');
  await waitForBadge(page, 1);
  await page.clock.pauseAt(Date.now() + 60_000);
  const broken = streamBreaks(page);
  await house.tertulia.services.notifications.kill('SIGKILL');
  await broken;
  house.tertulia.services.notifications.restart();
  await house.tertulia.ready();
  await waitFor(() => kim.api.notifications.getUnreadCount({}), { timeoutMs: 15_000 });

  await post(kim, 'Another one, @lea.');
  const resumed = page.waitForResponse((response) => isStream(response.request()));
  // The first pause is half a second at most.
  await page.clock.runFor(500);
  await resumed;
  await waitFor(
    async () => {
      await page.clock.runFor(10);
      return page.locator('.badge[data-unread="2"]').isVisible();
    },
    { timeoutMs: 15_000 },
  );
  await page.clock.runFor(10_000);
  t.is(await page.getByText('Reconnecting…').count(), 0);
});

test.serial('a page goes on when the data behind its stream were replaced by others', async (t) => {
  const [ivo, jana] = [await house.newcomer('ivo', 'Ivo'), await house.newcomer('jana', 'Jana')];
  await ivo.getByRole('link', { name: 'Notifications' }).click();
  await writePost(jana, 'Is this seat free, @ivo?');
  await ivo.getByText('Is this seat free').waitFor();

  await house.tertulia.services.notifications.kill('SIGKILL');
  for (const file of readdirSync(house.tertulia.dataDir)) {
    if (file.startsWith('notifications.sqlite')) rmSync(join(house.tertulia.dataDir, file));
  }
  await writePost(jana, 'I keep it for you, @ivo.');
  house.tertulia.services.notifications.restart();
  await ivo.getByText('I keep it for you').waitFor();
  t.is(await ivo.locator('main').getByText('Is this seat free').count(), 1);
  t.is(await ivo.getByText('Reconnecting…').count(), 0);
});

test.serial('a thread whose stream is broken for long says so, also to a guest, while one looks at it', async (t) => {
  const max = await signUpByCall(house.url, 'max');
  const postId = await post(max, 'Who is still awake?');
  const { page } = await house.browser.openPerson();
  await page.goto(`${house.url}/posts/${postId}`);
  await page.getByText('No comments yet.').waitFor();
  await house.tertulia.services.comments.kill('SIGKILL');
  await page.getByText('Reconnecting…').waitFor();
  await page.getByRole('link', { name: 'Everybody' }).first().click();
  await page.getByText('Reconnecting…').waitFor({ state: 'detached' });

  await page.goBack();
  await page.getByText('Reconnecting…').waitFor();
  house.tertulia.services.comments.restart();
  await house.tertulia.ready();
  await page.getByText('Reconnecting…').waitFor({ state: 'detached' });
  await max.api.comments.createComment({ requestId: randomUUID(), postId, text: 'I am.' });
  await page.getByRole('button', { name: '1 new comment' }).waitFor();
  t.pass();
});

test.serial('a like that fails is taken back, with a word', async (t) => {
  const page = await house.newcomer('cleo', 'Cleo');
  await writePost(page, 'Like me.');
  await house.tertulia.services.posts.kill('SIGKILL');
  await postOf(page, 'Like me.').getByRole('button', { name: 'Like, 0 likes' }).click();
  await page.getByRole('button', { name: 'Like, 1 like', pressed: true }).waitFor();
  await page.getByRole('button', { name: 'Like, 0 likes', pressed: false }).waitFor();
  await page.getByText('Tertulia is busy just now. Please try again in a moment.').waitFor();
  house.tertulia.services.posts.restart();
  await house.tertulia.ready();
  await page.getByRole('button', { name: 'Like, 0 likes' }).click();
  await page.getByRole('button', { name: 'Like, 1 like', pressed: true }).waitFor();
  t.pass();
});

test.serial('a post that could not be sent stays in the box, and is there once when it is sent again', async (t) => {
  const page = await house.newcomer('dora', 'Dora');
  // The answer is lost after the post was written: the worst moment.
  let lost = 0;
  await page.route('**/CreatePost', async (route) => {
    if (lost++ > 2) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByLabel('Write a post').fill('Once is enough.');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await page.getByText('Tertulia cannot be reached. Is your device online?').waitFor();
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await postOf(page, 'Once is enough.').first().waitFor();
  await page.goto(`${house.url}/@dora`);
  await postOf(page, 'Once is enough.').first().waitFor();
  t.is(await postOf(page, 'Once is enough.').count(), 1);
});

test.serial('a gateway that is away when the page is opened does not sign anybody out', async (t) => {
  const page = await house.newcomer('eva', 'Eva');
  const refresh = '**/RefreshSession';
  await page.route(refresh, (route) => route.abort('connectionrefused'));
  await page.reload();
  await page.getByText('Tertulia cannot be reached. Is your device online?').waitFor();
  await page.unroute(refresh);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  t.pass();
});

test.serial('a reload in the middle of a refresh does not look like a stolen cookie', async (t) => {
  const page = await house.newcomer('fay', 'Fay');
  // The gateway exchanges the cookie, but neither the page nor its cookie jar hears of it.
  const cookies: (string | null)[] = [];
  await page.route('**/RefreshSession', async (route) => {
    const request = route.request();
    const { 'content-length': _, ...headers } = await request.allHeaders();
    const sent = Object.entries(headers).filter(([name]) => !name.startsWith(':'));
    const body = new Uint8Array(request.postDataBuffer() ?? []);
    const answer = await fetch(request.url(), { method: 'POST', headers: sent, body });
    cookies.push(answer.headers.get('set-cookie'));
    await route.abort('connectionreset');
  });
  await page.reload();
  await page.getByText('Tertulia cannot be reached.').waitFor();
  await page.unroute('**/RefreshSession');
  await page.reload();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  t.regex(cookies[0] ?? '', /^__Secure-tertulia-refresh=[^;]/);
});

test.serial('a session that is ended elsewhere ends on the open page at once, with a sentence', async (t) => {
  const page = await house.newcomer('gil', 'Gil');
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const { sessions } = openApi(house.url);
  await sessions.signOut({ requestId: randomUUID() }, { metadata: Metadata({ cookie }) });
  await page.getByText('Your session has ended. Please sign in again.').waitFor();
  t.pass();
});

test.serial('an account is deleted only with its password', async (t) => {
  const page = await house.newcomer('hana', 'Hana');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Delete account' }).click();
  await page.getByLabel('Your password').fill('not the password');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText('The handle or the password is not right.').waitFor();
  await checkScreen(t, page, 'delete-account');
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText('Your account is deleted.').waitFor();
  await page.goto(`${house.url}/@hana`);
  await page.getByText('There is no such person here.').waitFor();
  t.pass();
});
