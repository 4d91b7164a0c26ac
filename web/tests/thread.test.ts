import test from 'ava';
import type { Page } from 'playwright-core';
import { checkScreen } from './check-screen.ts';
import { openHouse } from './open-house.ts';
import { idOfPost, waitForBadge, writePost } from './people.ts';

const house = openHouse();

async function comment(page: Page, text: string): Promise<void> {
  await page.getByLabel('Write a comment').fill(text);
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.getByText(text, { exact: true }).first().waitFor();
}

/** The comment with a text, without what stands under it. */
const words = (page: Page, text: string) => page.locator('.comment-words', { hasText: text });
const actionsOf = (page: Page, text: string) => page.locator('.comment', { has: words(page, text) }).last();

test.serial('a conversation goes on live, and what is new waits behind a button', async (t) => {
  const [ana, bo] = [await house.newcomer('ana', 'Ana García'), await house.newcomer('bo_lind', 'Bo Lindqvist')];
  await writePost(ana, 'What do you read?');
  const url = `${house.url}/posts/${await idOfPost(ana, 'What do you read?')}`;
  await Promise.all([ana.goto(url), bo.goto(url)]);
  await Promise.all([ana, bo].map((page) => page.getByText('No comments yet.').waitFor()));
  await comment(bo, 'Letters, mostly. And you, @ana?');
  t.is(await bo.getByRole('link', { name: '@ana', exact: true }).last().getAttribute('href'), '/@ana');

  await ana.getByRole('button', { name: '1 new comment' }).waitFor();
  t.is(await ana.getByText('Letters, mostly.').count(), 0);
  await ana.getByRole('button', { name: '1 new comment' }).click();
  await words(ana, 'Letters, mostly.').waitFor();
  await ana.locator('.comment:focus').waitFor();

  await actionsOf(ana, 'Letters').getByRole('button', { name: 'Like, 0 likes' }).click();
  await actionsOf(bo, 'Letters').getByRole('button', { name: '1 like', exact: true }).click();
  await bo
    .getByRole('dialog')
    .getByRole('link', { name: /Ana García/ })
    .waitFor();
  await checkScreen(t, bo, 'comment-likers');
  await bo.getByRole('button', { name: 'Close' }).click();

  await actionsOf(bo, 'Letters').getByRole('button', { name: 'More actions' }).click();
  await bo.getByRole('menuitem', { name: 'Edit' }).click();
  await bo.getByRole('dialog').getByLabel('Edit your comment').fill('Poems, mostly.');
  await bo.getByRole('button', { name: 'Save' }).click();
  await words(ana, 'Poems, mostly.').waitFor();
  await ana.getByRole('button', { name: 'edited' }).click();
  await ana.getByRole('dialog').getByText('Letters, mostly.').waitFor();
  await checkScreen(t, ana, 'comment-history');
  await ana.getByRole('button', { name: 'Close' }).click();

  await comment(bo, 'And menus.');
  await ana.getByRole('button', { name: '1 new comment' }).click();
  await ana.getByLabel('Order').selectOption({ label: 'Newest first' });
  await ana.locator('.branch > li:first-child', { hasText: 'And menus.' }).waitFor();
  await ana.getByLabel('Order').selectOption({ label: 'Most liked first' });
  await ana.locator('.branch > li:first-child', { hasText: 'Poems, mostly.' }).waitFor();
  await checkScreen(t, ana, 'thread-live');

  await actionsOf(bo, 'And menus.').getByRole('button', { name: 'More actions' }).click();
  await bo.getByRole('menuitem', { name: 'Delete' }).click();
  await bo.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await ana.getByText('This comment is no longer here').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('the author of a post hides a comment, approves others first, and closes the conversation', async (t) => {
  const [cleo, dan] = [await house.newcomer('cleo', 'Cleo'), await house.newcomer('dan', 'Dan')];
  await writePost(cleo, 'Ask me anything.');
  const url = `${house.url}/posts/${await idOfPost(cleo, 'Ask me anything.')}`;
  await Promise.all([cleo.goto(url), dan.goto(url)]);
  await Promise.all([cleo, dan].map((page) => page.getByText('No comments yet.').waitFor()));
  await comment(dan, 'Something rude.');
  await cleo.getByRole('button', { name: '1 new comment' }).click();
  await actionsOf(cleo, 'Something rude.').getByRole('button', { name: 'More actions' }).click();
  await cleo.getByRole('menuitem', { name: 'Hide from others' }).click();
  await cleo.getByText('Hidden: only its author').waitFor();
  await dan.getByText('Hidden: only its author').waitFor();

  await cleo.getByRole('button', { name: 'The conversation' }).click();
  await cleo.getByRole('menuitem', { name: 'Approve comments first' }).click();
  await dan.getByText('The author of the post approves comments').waitFor();
  await comment(dan, 'A good question?');
  await dan.getByText('Waits for the author of the post').waitFor();
  await checkScreen(t, dan, 'comment-held');
  await cleo.getByRole('button', { name: '1 comment waits for you' }).click();
  await cleo.locator('.held').getByText('A good question?').waitFor();
  await checkScreen(t, cleo, 'held-comments');
  await cleo.getByRole('button', { name: 'Approve: Dan' }).click();
  await dan.getByText('Waits for the author of the post').waitFor({ state: 'detached' });

  await cleo.getByRole('button', { name: 'The conversation' }).click();
  await cleo.getByRole('menuitem', { name: 'Close the conversation' }).click();
  await dan.getByText('The author has closed this conversation.').waitFor();
  t.is(await dan.getByRole('button', { name: 'Reply' }).count(), 0);
  t.is(await dan.getByLabel('Write a comment').count(), 0);
  await dan.getByRole('button', { name: 'The conversation' }).click();
  await dan.getByRole('menuitem', { name: 'Mute this conversation' }).click();
  await dan.getByText('You get no notifications of this conversation.').waitFor();
  await checkScreen(t, dan, 'thread-closed');

  await cleo.getByRole('button', { name: 'The conversation' }).click();
  await cleo.getByRole('menuitem', { name: 'Open the conversation again' }).click();
  await dan.getByLabel('Write a comment').waitFor();
  await dan.getByRole('button', { name: 'Reply' }).first().waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('a notification leads to a comment deep in a branch', async (t) => {
  const [eva, fay] = [await house.newcomer('eva', 'Eva'), await house.newcomer('fay', 'Fay')];
  await writePost(eva, 'How deep does this go?');
  const url = `${house.url}/posts/${await idOfPost(eva, 'How deep does this go?')}`;
  await eva.goto(url);
  await comment(eva, 'Level 1.');
  for (const level of [2, 3, 4]) {
    await actionsOf(eva, `Level ${level - 1}.`)
      .getByRole('button', { name: 'Reply' })
      .click();
    await eva.getByLabel('Reply to Eva').fill(`Level ${level}.`);
    await eva.keyboard.press('Control+Enter');
    await words(eva, `Level ${level}.`).waitFor();
  }
  await actionsOf(eva, 'Level 4.').getByRole('button', { name: 'Reply' }).click();
  await eva.getByLabel('Reply to Eva').fill('Do you still hear me, @fay?');
  await eva.keyboard.press('Control+Enter');

  await waitForBadge(fay, 1);
  await fay.getByRole('link', { name: /^Notifications/ }).click();
  await fay.getByText('mentioned you').click();
  await fay.locator('.comment:focus', { hasText: 'Do you still hear me' }).waitFor();
  await words(fay, 'Level 2.').waitFor();
  await checkScreen(t, fay, 'thread-deep');
  t.deepEqual(house.browser.errors, []);
});
