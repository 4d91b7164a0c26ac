import { randomUUID } from 'node:crypto';
import test from 'ava';
import type { Locator } from 'playwright-core';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { type Member, post, signUp } from '../../tests/members.ts';
import { openHouse } from './open-house.ts';

const house = openHouse();

const count = 18;
const comment = ({ api }: Member, postId: string, text: string, parentCommentId = '') =>
  api.comments.createComment({ requestId: randomUUID(), postId, parentCommentId, text });

/** How far down the window something stands, once it has been scrolled to. */
async function look(at: Locator): Promise<number> {
  await at.scrollIntoViewIfNeeded();
  return (await at.boundingBox())?.y ?? Number.NaN;
}

/** How far it has moved since, in pixels. A browser that makes up for what came above does so in whole pixels only. */
async function moved(at: Locator, before: number): Promise<number> {
  return Math.abs(((await at.boundingBox())?.y ?? Number.NaN) - before);
}

for (const order of ['Oldest first', 'Newest first']) {
  test.serial(`what one reads of a thread stays where it is when comments come: ${order}`, async (t) => {
    const suffix = order.slice(0, 3).toLowerCase();
    const [reader, writer] = [await signUp(house.url, `reader_${suffix}`), await signUp(house.url, `writer_${suffix}`)];
    const postId = await post(writer, 'Who says what?');
    const { comment: first } = await comment(writer, postId, 'Comment 1.');
    for (let index = 2; index <= count; index += 1) await comment(writer, postId, `Comment ${index}.`);
    const { page } = await house.browserOf(reader);
    await page.goto(`${house.url}/posts/${postId}`);
    await page.getByLabel('Order').selectOption({ label: order });
    await page
      .locator('.branch > li', { hasText: order === 'Oldest first' ? 'Comment 1.' : `Comment ${count}.` })
      .first()
      .waitFor();

    const looked = page.getByText('Comment 9.', { exact: true });
    const before = await look(looked);
    await comment(writer, postId, 'One more.');
    await page.getByRole('button', { name: '1 new comment' }).waitFor({ state: 'attached' });
    t.true((await moved(looked, before)) < 1);
    await comment(writer, postId, 'An answer far above, or below.', first?.commentId);
    await page.getByRole('button', { name: /1 (new )?reply/ }).waitFor({ state: 'attached' });
    t.true((await moved(looked, before)) < 1);
    t.deepEqual(house.browser.errors, []);
  });
}

test.serial('what one reads of the notifications stays where it is when others come', async (t) => {
  const [eva, writer] = [await signUp(house.url, 'eva'), await signUp(house.url, 'writer')];
  for (let index = 1; index <= count; index += 1) await post(writer, `Number ${index}, @eva.`);
  await waitFor(async () => (await eva.api.notifications.getUnreadCount({})).unreadCount === count);
  const { page } = await house.browserOf(eva);
  await page.getByRole('link', { name: /^Notifications/ }).click();
  const looked = page.getByText('Number 7, @eva.');
  const before = await look(looked);
  await post(writer, 'One more, @eva.');
  await page.getByText('One more, @eva.').waitFor({ state: 'attached' });
  t.true((await moved(looked, before)) < 1);
  t.deepEqual(house.browser.errors, []);
});
