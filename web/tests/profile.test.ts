import { randomUUID } from 'node:crypto';
import test from 'ava';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { follow, post, signUp } from '../../tests/members.ts';
import { checkScreen } from './check-screen.ts';
import { openHouse } from './open-house.ts';
import { postOf } from './people.ts';

const house = openHouse();

const member = (handle: string) => signUp(house.url, handle);

test.serial('one changes one’s name and words', async (t) => {
  const { page } = await house.browserOf(await member('ana'));
  await page.getByRole('link', { name: 'Profile' }).click();
  await page.getByRole('button', { name: 'Edit profile' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(' ');
  await dialog.getByLabel('About you').fill('I like cafés.\nAnd long tables.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.locator('.field-problem').waitFor();
  await checkScreen(t, page, 'edit-profile');
  await dialog.getByLabel('Name').fill('Ana García');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Your profile is saved.').waitFor();
  await page.locator('.profile-name', { hasText: 'Ana García' }).waitFor();
  await page.getByText('And long tables.').waitFor();
  await checkScreen(t, page, 'profile-own');
  t.deepEqual(house.browser.errors, []);
});

test.serial('a profile shows whom one follows, what one answered and liked, and a post who reposted it', async (t) => {
  const [bo, cleo] = [await member('bo_lind'), await member('cleo')];
  const postId = await post(cleo, 'Two sugars, please.');
  await follow(bo, cleo);
  await bo.api.engagement.likePost({ requestId: randomUUID(), postId });
  await bo.api.engagement.repostPost({ requestId: randomUUID(), postId });
  await bo.api.comments.createComment({ requestId: randomUUID(), postId, text: 'And one for me.' });

  const { page } = await house.browser.openPerson();
  await page.goto(`${house.url}/@bo_lind`);
  await page.getByRole('link', { name: '1 following' }).click();
  await page.getByRole('heading', { name: 'Followed by @bo_lind' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: '@cleo' }).waitFor();
  await checkScreen(t, page, 'following');

  await page.goto(`${house.url}/@bo_lind`);
  await page.getByRole('link', { name: 'Replies', exact: true }).click();
  await page.getByText('And one for me.').waitFor();
  await checkScreen(t, page, 'profile-replies');
  await page.getByRole('link', { name: 'Likes', exact: true }).click();
  await postOf(page, 'Two sugars, please.').waitFor();
  await checkScreen(t, page, 'profile-likes');

  await postOf(page, 'Two sugars, please.').getByRole('link', { name: '1 comment' }).click();
  await page.getByRole('link', { name: '1 repost', exact: true }).click();
  await page.locator('main').getByRole('listitem').filter({ hasText: '@bo_lind' }).waitFor();
  t.is(new URL(page.url()).pathname, `/posts/${postId}/reposts`);
  await checkScreen(t, page, 'reposters');
  t.deepEqual(house.browser.errors, []);
});

test.serial('what somebody reposts is muted and comes again, while what they write stays', async (t) => {
  const [dan, eli, fay] = [await member('dan'), await member('eli'), await member('fay')];
  await follow(dan, eli);
  await post(eli, 'In my own words.');
  const postId = await post(fay, 'In the words of another.');
  await eli.api.engagement.repostPost({ requestId: randomUUID(), postId });
  const atHome = async (count: number) => (await dan.api.timelines.listHomeTimeline({})).posts.length === count;
  await waitFor(() => atHome(2));

  const { page } = await house.browserOf(dan);
  await postOf(page, 'In the words of another.').getByRole('link', { name: /eli/ }).first().click();
  await page.getByRole('button', { name: 'More actions' }).first().click();
  await page.getByRole('menuitem', { name: 'Mute reposts' }).click();
  await page.getByText('You mute the reposts of this person.').waitFor();
  await checkScreen(t, page, 'profile-reposts-muted');
  await waitFor(() => atHome(1));
  await page.getByRole('link', { name: 'Home' }).click();
  await postOf(page, 'In my own words.').waitFor();
  await postOf(page, 'In the words of another.').waitFor({ state: 'detached' });

  await page.goto(`${house.url}/@eli`);
  await page.getByRole('button', { name: 'More actions' }).first().click();
  await page.getByRole('menuitem', { name: 'Unmute reposts' }).click();
  await page.getByText('You mute the reposts of this person.').waitFor({ state: 'detached' });
  await waitFor(() => atHome(2));
  t.deepEqual(house.browser.errors, []);
});
