import { randomUUID } from 'node:crypto';
import test from 'ava';
import { signUp } from '../../tests/members.ts';
import { checkScreen } from './check-screen.ts';
import { openHouse } from './open-house.ts';
import { idOfPost, postOf, writePost } from './people.ts';

const house = openHouse();

/** Somebody with an account and a browser. */
async function join(handle: string, displayName: string) {
  const member = await signUp(house.url, handle, displayName);
  return { ...member, ...(await house.browserOf(member)) };
}

test.serial('a post for a circle is for who is in it, and who may not comment is told why', async (t) => {
  const [ana, bo, cleo] = [
    await join('ana', 'Ana García'),
    await join('bo_lind', 'Bo Lindqvist'),
    await join('cleo', 'Cleo'),
  ];
  const { circle } = await ana.api.circles.createCircle({ requestId: randomUUID(), name: 'The window table' });
  const circleId = circle?.circleId ?? '';
  await ana.api.circles.addCircleMembers({ requestId: randomUUID(), circleId, accountIds: [bo.id] });

  await ana.page.reload();
  await ana.page.getByLabel('Who may comment').selectOption({ label: 'Nobody comments' });
  await ana.page.getByRole('option', { name: 'The window table' }).waitFor({ state: 'attached' });
  await checkScreen(t, ana.page, 'compose');
  await writePost(ana.page, 'Only at our table, and not a word back.', 'The window table');
  await postOf(ana.page, 'Only at our table').getByText('Circle').waitFor();
  const url = `${house.url}/posts/${await idOfPost(ana.page, 'Only at our table')}`;

  await bo.page.goto(url);
  await bo.page.getByText('Ana García lets nobody comment').waitFor();
  t.is(await bo.page.getByLabel('Write a comment').count(), 0);
  await postOf(bo.page, 'Only at our table')
    .getByRole('button', { name: /^Repost or quote/ })
    .press('Enter');
  await bo.page.getByText('Only what is for everybody can be reposted or quoted.').waitFor();
  await checkScreen(t, bo.page, 'refused-comment');
  await cleo.page.goto(url);
  await cleo.page.getByText('There is no such post, or it is not meant for you.').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('a post is reposted, quoted, listed, and taken out of the quote again', async (t) => {
  const [dora, eli, fay] = [await join('dora', 'Dora'), await join('eli', 'Eli'), await join('fay', 'Fay')];
  await fay.api.graph.follow({ requestId: randomUUID(), accountId: eli.id });
  await writePost(dora.page, 'Coffee is a verb. #café');
  const postId = await idOfPost(dora.page, 'Coffee is a verb.');

  await fay.page.reload();
  await fay.page.getByText('The table is still empty').waitFor();
  await eli.page.goto(`${house.url}/posts/${postId}`);
  await eli.page.getByRole('button', { name: 'Repost or quote, 0 reposts' }).click();
  await eli.page.getByRole('menuitem', { name: 'Repost' }).click();
  await eli.page.getByRole('button', { name: 'Repost or quote, 1 repost' }).waitFor();
  await fay.page.getByRole('button', { name: '1 new post' }).click();
  await postOf(fay.page, 'Coffee is a verb.').getByText('Eli reposted').waitFor();

  await eli.page.getByRole('button', { name: 'Repost or quote, 1 repost' }).click();
  await eli.page.getByRole('menuitem', { name: 'Quote' }).click();
  const dialog = eli.page.getByRole('dialog');
  await dialog.getByText('Coffee is a verb.').waitFor();
  await checkScreen(t, eli.page, 'quote-dialog');
  await dialog.getByLabel('Write a post').fill('And tea is a pause.');
  await dialog.getByRole('button', { name: 'Post', exact: true }).click();
  await eli.page.getByText('Your post is out.').first().waitFor();
  await eli.page.getByRole('button', { name: 'Like, 0 likes' }).click();
  await eli.page.getByRole('link', { name: '1 like', exact: true }).waitFor();
  await checkScreen(t, eli.page, 'post-with-counts');

  await eli.page.getByRole('link', { name: '1 like', exact: true }).click();
  await eli.page.locator('main').getByRole('link', { name: /Eli/ }).waitFor();
  await checkScreen(t, eli.page, 'likers');
  await eli.page.getByRole('link', { name: 'Quotes', exact: true }).click();
  await postOf(eli.page, 'And tea is a pause.').getByText('Coffee is a verb.').waitFor();
  await checkScreen(t, eli.page, 'quotes');

  await dora.page.goto(`${house.url}/posts/${postId}/quotes`);
  await dora.page.getByRole('button', { name: 'More actions' }).click();
  await dora.page.getByRole('menuitem', { name: 'Remove my post from here' }).click();
  await dora.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await dora.page.getByText('Your post is no longer quoted there.').waitFor();
  await dora.page.getByText('No post quotes it yet').waitFor();
  await eli.page.goto(`${house.url}/@eli`);
  await postOf(eli.page, 'And tea is a pause.').getByText('This post is not available.').waitFor();
  await postOf(eli.page, 'Coffee is a verb.').getByText('You reposted').waitFor();
  await checkScreen(t, eli.page, 'profile-with-reposts');
  t.deepEqual(house.browser.errors, []);
});

test.serial('a post is edited, and what it said before stays readable', async (t) => {
  const gil = await join('gil', 'Gil');
  await writePost(gil.page, 'The chair by the windwo is mine.');
  const other = await gil.openTab();
  await other.goto(gil.page.url());
  const edit = async (page: typeof other, text: string) => {
    await page.getByRole('article').getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Edit post' }).click();
    await page.getByLabel('The text of the post').fill(text);
  };
  await edit(other, 'The chair is mine.');
  await edit(gil.page, 'The chair by the window is mine.');
  await checkScreen(t, gil.page, 'edit-post');
  await gil.page.getByRole('button', { name: 'Save' }).click();
  await gil.page.getByText('The post is changed.').waitFor();

  await other.getByRole('button', { name: 'Save' }).click();
  await other.getByText('This was changed elsewhere in the meantime.').waitFor();
  await other.getByRole('dialog').getByText('The chair by the window is mine.').waitFor();
  await checkScreen(t, other, 'edit-conflict');
  await other.getByRole('button', { name: 'Save' }).click();
  await postOf(other, 'The chair is mine.').getByRole('button', { name: 'edited' }).click();
  await other.getByRole('dialog').getByText('The chair by the windwo is mine.').waitFor();
  await checkScreen(t, other, 'post-history');
  await other.keyboard.press('Escape');
  await other.getByRole('button', { name: 'edited' }).and(other.locator(':focus')).waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('what one deletes can be had back for some seconds, at its place', async (t) => {
  const { page } = await join('hal', 'Hal');
  for (const text of ['The first.', 'The second.', 'The third.']) await writePost(page, text);
  await postOf(page, 'The second.').getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete post' }).click();
  await page.getByRole('button', { name: 'Undo' }).and(page.locator(':focus')).waitFor();
  t.deepEqual(await page.locator('.post-text').allTextContents(), ['The third.', 'The first.']);
  await checkScreen(t, page, 'deleted-undo');
  t.is(await page.getByRole('button', { name: /new post/ }).count(), 0);
  await page.keyboard.press('Enter');
  await postOf(page, 'The second.').and(page.locator(':focus')).waitFor();
  t.deepEqual(await page.locator('.post-text').allTextContents(), ['The third.', 'The second.', 'The first.']);
  await page.reload();
  await postOf(page, 'The second.').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('bookmarks, pins, hashtags and what everybody says have their places', async (t) => {
  const [ida, jon] = [await join('ida', 'Ida'), await join('jon', 'Jon')];
  for (const text of ['The older one. #Tertulia', 'The newer one.']) await writePost(ida.page, text);
  const older = postOf(ida.page, 'The older one.');
  await older.getByRole('button', { name: 'Bookmark' }).click();
  await older.getByRole('button', { name: 'Bookmark', pressed: true }).waitFor();
  await older.getByRole('button', { name: 'More actions' }).click();
  await ida.page.getByRole('menuitem', { name: 'Pin to my profile' }).click();
  await ida.page.getByRole('link', { name: 'Profile' }).click();
  await ida.page.getByRole('list', { name: 'Pinned posts' }).getByText('The older one.').waitFor();
  await ida.page.getByText('The newer one.').waitFor();
  t.deepEqual(await ida.page.locator('.post-text').allTextContents(), ['The older one. #Tertulia', 'The newer one.']);
  await checkScreen(t, ida.page, 'profile-with-pins');
  await ida.page.getByRole('link', { name: 'Bookmarks' }).click();
  await postOf(ida.page, 'The older one.').waitFor();
  await checkScreen(t, ida.page, 'bookmarks');

  await jon.page.getByRole('link', { name: 'Everybody', exact: true }).click();
  await postOf(jon.page, 'The newer one.').waitFor();
  await checkScreen(t, jon.page, 'local');
  await postOf(jon.page, 'The older one.').getByRole('link', { name: '#Tertulia' }).click();
  await jon.page.getByRole('button', { name: 'Follow', exact: true }).click();
  await jon.page.getByRole('button', { name: 'Following', pressed: true }).waitFor();
  await checkScreen(t, jon.page, 'hashtag');
  await jon.page.getByRole('link', { name: 'Followed hashtags' }).click();
  await jon.page.getByRole('link', { name: '#tertulia' }).waitFor();
  await checkScreen(t, jon.page, 'hashtags');
  await jon.page.getByRole('link', { name: 'Home' }).click();
  await postOf(jon.page, 'The older one.').waitFor();

  const { page: guest } = await house.browser.openPerson();
  await guest.goto(house.url);
  await postOf(guest, 'The newer one.').waitFor();
  await checkScreen(t, guest, 'welcome-with-talk');
  t.deepEqual(house.browser.errors, []);
});

test.serial('a repost that fails is taken back with a word, and a bookmark too', async (t) => {
  const { page } = await join('kim', 'Kim');
  await writePost(page, 'Nothing gets through.');
  await page.route('**/tertulia.posts.v1.EngagementService/*', (route) => route.abort());
  await page.getByRole('button', { name: 'Bookmark' }).click();
  await page.getByText('Tertulia cannot be reached.').waitFor();
  await page.getByRole('button', { name: 'Bookmark', pressed: false }).waitFor();
  await page.getByRole('button', { name: /^Repost or quote/ }).click();
  await page.getByRole('menuitem', { name: 'Repost' }).click();
  await page.getByRole('button', { name: 'Repost or quote, 1 repost' }).waitFor();
  await page.getByRole('button', { name: 'Repost or quote, 0 reposts' }).waitFor();
  t.true(house.browser.errors.every((error) => error.includes('ERR_FAILED')));
});
