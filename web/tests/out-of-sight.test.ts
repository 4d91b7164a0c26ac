import { randomUUID } from 'node:crypto';
import test from 'ava';
import type { Page } from 'playwright-core';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { follow, post, signUp } from '../../tests/members.ts';
import { openHouse } from './open-house.ts';
import { postOf } from './people.ts';

const house = openHouse();

/** To another page as a link leads there: what was read before is remembered. */
const turn = (page: Page, path: string) => page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);

test('a muted word is gone from the home timeline that was read before, and comes back when it is unmuted', async (t) => {
  const [writer, reader] = [await signUp(house.url, 'writer'), await signUp(house.url, 'reader')];
  await follow(reader, writer);
  for (const text of ['Football tonight.', 'Chess tomorrow.']) await post(writer, text);
  const atHome = async (count: number) => (await reader.api.timelines.listHomeTimeline({})).posts.length === count;
  await waitFor(() => atHome(2));
  const { page } = await house.browserOf(reader);
  await postOf(page, 'Football tonight.').waitFor();

  await turn(page, '/settings/mutes');
  await page.getByLabel('A word or a #hashtag').fill('football');
  await page.getByRole('button', { name: 'Mute', exact: true }).click();
  await page.getByRole('button', { name: 'Unmute: football' }).waitFor();
  await waitFor(() => atHome(1));
  await turn(page, '/');
  await postOf(page, 'Chess tomorrow.').waitFor();
  await postOf(page, 'Football tonight.').waitFor({ state: 'detached' });

  await turn(page, '/settings/mutes');
  await page.getByRole('button', { name: 'Unmute: football' }).click();
  await page.getByText('Not muted any more').waitFor();
  await waitFor(() => atHome(2));
  await turn(page, '/');
  await postOf(page, 'Football tonight.').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test('who is blocked is gone from every list that was read before', async (t) => {
  const [rude, calm] = [await signUp(house.url, 'rude'), await signUp(house.url, 'calm')];
  const [postId, ownId] = [await post(rude, 'Louder, everybody! #noise'), await post(calm, 'A quiet place.')];
  await calm.api.engagement.bookmarkPost({ requestId: randomUUID(), postId });
  await rude.api.comments.createComment({ requestId: randomUUID(), postId: ownId, text: 'Boring.' });
  const { page } = await house.browserOf(calm);
  const places = {
    '/local': 'Louder',
    '/hashtags/noise': 'Louder',
    '/bookmarks': 'Louder',
    [`/posts/${ownId}`]: 'Boring.',
  };
  for (const [path, text] of Object.entries(places)) {
    await turn(page, path);
    await page.getByRole('article').getByText(text).waitFor();
  }

  await turn(page, '/@rude');
  await page.getByRole('button', { name: 'More actions' }).first().click();
  await page.getByRole('menuitem', { name: 'Block @rude' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await page.getByText('You block this person.').waitFor();
  await waitFor(async () => (await calm.api.timelines.listHashtagPosts({ hashtag: 'noise' })).posts.length === 0);
  await waitFor(async () => (await calm.api.comments.listComments({ postId: ownId })).comments.length === 0);
  for (const [path, text] of Object.entries(places)) {
    await turn(page, path);
    await page.getByRole('article').getByText(text).waitFor({ state: 'detached' });
    t.is(new URL(page.url()).pathname, path);
  }
  t.deepEqual(house.browser.errors, []);
});
