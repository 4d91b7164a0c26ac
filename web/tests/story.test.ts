import test from 'ava';
import { password } from '../../tests/members.ts';
import { checkScreen } from './check-screen.ts';
import { sidewaysOverflow } from './open-browser.ts';
import { openHouse } from './open-house.ts';
import { idOfPost, postOf, signUp, waitForBadge, writePost } from './people.ts';

const house = openHouse();

test.serial('Ana and Bo meet, write to each other, and see it live', async (t) => {
  const [{ page: ana }, { page: bo }] = [await house.browser.openPerson(), await house.browser.openPerson()];
  await ana.goto(house.url);
  await checkScreen(t, ana, 'welcome');
  await signUp(ana, house.url, 'ana', 'Ana García');
  await signUp(bo, house.url, 'bo_lind', 'Bo Lindqvist');

  await bo.goto(`${house.url}/@ana`);
  await bo.getByRole('button', { name: 'Follow' }).click();
  await bo.getByRole('button', { name: 'Unfollow' }).waitFor();
  await waitForBadge(ana, 1);
  await bo.getByRole('link', { name: 'Home' }).click();
  await bo.getByText('The table is still empty').waitFor();

  await writePost(ana, 'The first cup is on me ☕, @bo_lind!\nAre you coming?');
  await waitForBadge(bo, 1);
  await bo.getByRole('button', { name: '1 new post' }).click();
  const post = postOf(bo, 'The first cup is on me');
  t.is(await post.getByRole('link', { name: '@bo_lind' }).last().getAttribute('href'), '/@bo_lind');

  await post.getByRole('link', { name: '0 comments' }).click();
  await bo.getByLabel('Write a comment').fill('Keep me the chair by the window.');
  await bo.getByRole('button', { name: 'Comment', exact: true }).click();
  await bo.getByText('Keep me the chair by the window.').waitFor();
  await waitForBadge(ana, 2);

  await ana.getByRole('link', { name: /^Notifications/ }).click();
  await ana.getByText('commented on your post').waitFor();
  await checkScreen(t, ana, 'notifications');
  await ana.locator('.badge').waitFor({ state: 'detached' });
  await ana.getByText('commented on your post').click();
  await ana.getByText('Keep me the chair by the window.').waitFor();
  await ana.getByRole('button', { name: 'Reply' }).click();
  await ana.getByLabel('Reply to Bo Lindqvist').fill('It is yours until eleven.');
  await ana.keyboard.press('Control+Enter');
  await ana.getByRole('list', { name: 'Replies' }).getByText('It is yours until eleven.').waitFor();
  await checkScreen(t, ana, 'thread');

  await postOf(bo, 'The first cup is on me').getByRole('button', { name: 'Like, 0 likes' }).click();
  await postOf(bo, 'The first cup is on me').getByRole('button', { name: 'Like, 1 like' }).waitFor();
  await waitForBadge(ana, 1);

  await Promise.all([ana.reload(), bo.goto(house.url)]);
  await ana
    .getByText('It is yours until eleven.')
    .or(ana.getByRole('button', { name: 'Show 1 reply' }))
    .waitFor();
  await bo.getByRole('button', { name: 'Like, 1 like', pressed: true }).waitFor();
  await checkScreen(t, bo, 'home');
  t.deepEqual(house.browser.errors, []);
});

test.serial('a post for followers is not found by a stranger, who may sign in or not', async (t) => {
  const [{ page: cleo }, { page: stranger }] = [await house.browser.openPerson(), await house.browser.openPerson()];
  await signUp(cleo, house.url, 'cleo', 'Cleo');
  await writePost(cleo, 'Only for those who follow me.', 'Followers');
  const url = `${house.url}/posts/${await idOfPost(cleo, 'Only for those who follow me.')}`;

  await stranger.goto(url);
  await stranger.getByText('There is no such post, or it is not meant for you.').waitFor();
  await signUp(stranger, house.url, 'dan', 'Dan');
  await stranger.goto(url);
  await stranger.getByText('There is no such post, or it is not meant for you.').waitFor();
  await stranger.goto(`${house.url}/@cleo`);
  await stranger.getByText('No posts yet').waitFor();
  await checkScreen(t, stranger, 'profile');
  t.deepEqual(house.browser.errors, []);
});

test.serial('what one deletes is gone, and a deleted comment with replies leaves a tombstone', async (t) => {
  const page = await house.newcomer('eva', 'Eva');
  await writePost(page, 'Not for long.');
  await postOf(page, 'Not for long.').getByRole('link', { name: '0 comments' }).click();
  await page.getByLabel('Write a comment').fill('The first word.');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.getByRole('button', { name: 'Reply' }).click();
  await page.getByLabel('Reply to Eva').fill('The last word.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('list', { name: 'Replies' }).getByText('The last word.').waitFor();

  const first = page.getByRole('list', { name: 'Comments', exact: true }).getByRole('article').first();
  await first.getByRole('button', { name: 'More actions' }).first().click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('This comment was deleted').waitFor();
  t.true(await page.getByText('The last word.').isVisible());

  await postOf(page, 'Not for long.').getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete post' }).click();
  await page.getByText('The table is still empty').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('errors are said in words, at the field that they are about', async (t) => {
  const { page } = await house.browser.openPerson();
  await page.goto(`${house.url}/signup`);
  await page.locator('main').getByRole('button', { name: 'Create account' }).click();
  await page.getByText('A handle has 3–30 of a–z, 0–9 and _.').waitFor();
  await checkScreen(t, page, 'sign-up');
  await page.getByLabel('Handle').fill('ana');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.locator('main').getByRole('button', { name: 'Create account' }).click();
  await page.getByText('This handle is taken. Please choose another one.').waitFor();
  await page.locator('main').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Handle').fill('ana');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The handle or the password is not right.').waitFor();
  await checkScreen(t, page, 'sign-in');
  t.deepEqual(house.browser.errors, []);
});

test.serial('signing out in one tab signs the other out, and says so', async (t) => {
  const { page, openTab } = await house.browser.openPerson();
  await signUp(page, house.url, 'fay', 'Fay');
  const other = await openTab();
  await other.goto(`${house.url}/settings`);
  await other.getByRole('button', { name: 'Sign out' }).click();
  for (const tab of [page, other]) await tab.getByText('You are signed out. See you soon.').waitFor();
  await other.goto(`${house.url}/notifications`);
  await other.getByRole('heading', { name: 'Welcome back' }).waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('everything is reached by keyboard', async (t) => {
  const page = await house.newcomer('gil', 'Gil');
  await page.keyboard.press('/');
  await page.getByRole('searchbox').and(page.locator(':focus')).waitFor();
  await page.keyboard.type('ana');
  await page.getByRole('link', { name: /Ana García/ }).waitFor();
  await checkScreen(t, page, 'search');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/@ana');
  await page.getByRole('button', { name: 'Follow' }).press('Enter');
  await page.getByRole('button', { name: 'Unfollow' }).waitFor();
  await page.keyboard.press('n');
  await page.getByLabel('Write a post').and(page.locator(':focus')).waitFor();
  await page.keyboard.type('By hand.');
  await page.keyboard.press('Control+Enter');
  await postOf(page, 'By hand.').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('no page is wider than a small phone, whatever is written', async (t) => {
  const page = await house.newcomer(`h${'_'.repeat(29)}`, 'W'.repeat(50));
  await writePost(page, 'x'.repeat(500));
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/', `/@h${'_'.repeat(29)}`, '/notifications', '/search?q=w', '/settings', '/nowhere']) {
    await page.goto(house.url + path);
    await page.locator('h1').waitFor({ state: 'attached' });
    t.is(await sidewaysOverflow(page), 0, path);
  }
  await page.getByText('Nothing on this table').first().waitFor();
  await checkScreen(t, page, 'not-found');
  // The browser itself reports the status 404 of the last page.
  t.deepEqual(
    house.browser.errors.filter((error) => !error.includes('404')),
    [],
  );
});
