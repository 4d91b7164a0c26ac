import test from 'ava';
import { post, signUp } from '../../tests/members.ts';
import { checkScreen } from './check-screen.ts';
import { openHouse } from './open-house.ts';
import { waitForBadge } from './people.ts';

const house = openHouse();

const member = (handle: string) => signUp(house.url, handle);

test.serial('one sees what a preference would have hidden, and strangers come as requests', async (t) => {
  const [ana, bo, cleo] = [await member('ana'), await member('bo_lind'), await member('cleo')];
  const { page } = await house.browserOf(ana);
  // The sign-in itself.
  await waitForBadge(page, 1);
  await post(bo, 'Who is @ana?');
  await waitForBadge(page, 2);
  await page.getByRole('link', { name: /^Notifications/ }).click();
  await page.getByRole('link', { name: 'Preferences' }).click();
  await page.getByText('Nothing of the last seven days.').waitFor();
  await page.getByLabel('Mentions', { exact: true }).selectOption({ label: 'People you follow' });
  await page.getByText('1 hidden').waitFor();
  await page.getByRole('list', { name: 'Mentions: For example' }).getByText('Who is @ana?').waitFor();
  await page.getByLabel('Mentions', { exact: true }).selectOption({ label: 'Everybody' });
  await page.getByLabel(/of people you do not follow come as requests/).check();
  await page.getByText('1 as requests').waitFor();
  await checkScreen(t, page, 'notification-preferences');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Your preferences are saved.').waitFor();
  await page.reload();
  await page.getByText('1 as requests').waitFor();
  t.true(await page.getByLabel(/of people you do not follow come as requests/).isChecked());

  await post(cleo, 'Hello @ana, and hello again.');
  await page
    .getByRole('link', { name: /^Notifications/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Requests from people you do not follow' }).click();
  const row = (text: string) => page.locator('.notification-request', { hasText: text });
  await row('Hello @ana').waitFor();
  await page.getByRole('button', { name: 'Show what waits: bo_lind' }).click();
  await page.getByRole('list', { name: 'bo_lind' }).getByText('mentioned you').waitFor();
  await checkScreen(t, page, 'notification-requests');

  await page.getByRole('button', { name: 'Accept: bo_lind' }).click();
  await page.getByText('Accepted', { exact: true }).and(page.locator(':focus')).waitFor();
  await page.getByRole('button', { name: 'Dismiss: cleo' }).click();
  await page.getByText('Dismissed', { exact: true }).waitFor();
  await page.getByRole('link', { name: /^Notifications/ }).click();
  await page
    .getByRole('list', { name: /^Notifications/ })
    .getByText('Who is @ana?')
    .waitFor();
  t.is(await page.getByText('Hello @ana').count(), 0);
  await page.goto(`${house.url}/notifications/requests`);
  await page.getByText('Nobody waits').waitFor();
  await checkScreen(t, page, 'notification-requests-none');
  t.deepEqual(house.browser.errors, []);
});
