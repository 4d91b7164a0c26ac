import test from 'ava';
import { examineTertulia } from '../../scripts/testing/examine-tertulia.ts';
import { startTertulia, type Tertulia } from '../../scripts/testing/start-tertulia.ts';
import { password, post, signUp } from '../../tests/members.ts';
import { checkScreen } from './check-screen.ts';
import { type Browser, openBrowser } from './open-browser.ts';
import { signIn, waitForBadge } from './people.ts';

let tertulia: Tertulia;
let browser: Browser;
test.before(async () => {
  tertulia = await startTertulia();
  browser = await openBrowser();
});
test.after('nothing that the services keep differs from what the logs say', (t) => examineTertulia(t, tertulia));
test.after.always(async () => {
  await browser?.[Symbol.asyncDispose]();
  await tertulia?.[Symbol.asyncDispose]();
});

const member = (handle: string) => signUp(tertulia.url, handle);

test.serial('one sees what a preference would have hidden, and strangers come as requests', async (t) => {
  const [ana, bo, cleo] = [await member('ana'), await member('bo_lind'), await member('cleo')];
  const { page } = await browser.openPerson();
  await signIn(page, tertulia.url, ana.handle, password);
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
  await page.goto(`${tertulia.url}/notifications/requests`);
  await page.getByText('Nobody waits').waitFor();
  await checkScreen(t, page, 'notification-requests-none');
  t.deepEqual(browser.errors, []);
});
