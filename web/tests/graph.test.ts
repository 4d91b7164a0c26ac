import test from 'ava';
import type { Page } from 'playwright-core';
import { password } from '../../tests/members.ts';
import { checkScreen } from './check-screen.ts';
import { openHouse } from './open-house.ts';
import { postOf, signIn, waitForBadge, writePost } from './people.ts';

const house = openHouse();

/** The row of a list that a person stands in. */
const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

test.serial('a private account is asked, accepts one, rejects another, and opens again for all who wait', async (t) => {
  const [ana, bo, cleo] = [
    await house.newcomer('ana', 'Ana García'),
    await house.newcomer('bo_lind', 'Bo Lindqvist'),
    await house.newcomer('cleo', 'Cleo'),
  ];
  await writePost(ana, 'A quiet corner of the café.');
  await ana.goto(`${house.url}/settings/privacy`);
  await ana.getByRole('button', { name: 'Make it private' }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Make it private' }).click();
  await ana.getByText('Your account is private.', { exact: true }).waitFor();

  for (const page of [bo, cleo]) {
    await page.goto(`${house.url}/@ana`);
    await page.getByText('This account is private').waitFor();
    await page.getByRole('button', { name: 'Ask to follow' }).click();
    await page.getByRole('button', { name: 'Requested: Take back' }).waitFor();
  }
  await checkScreen(t, bo, 'profile-requested');
  await bo.goto(`${house.url}/requests`);
  await rowOf(bo, 'Ana García').getByRole('button', { name: 'Take back' }).waitFor();

  await waitForBadge(ana, 1);
  await ana.getByRole('link', { name: /^Notifications/ }).click();
  await ana.getByText('Cleo and Bo Lindqvist').click();
  await ana.getByRole('heading', { name: 'Follow requests' }).waitFor();
  await rowOf(ana, 'Bo Lindqvist').waitFor();
  await checkScreen(t, ana, 'requests');
  await ana.getByRole('button', { name: 'Accept: Bo Lindqvist' }).click();
  await ana.getByText('Follows you now').and(ana.locator(':focus')).waitFor();
  await ana.getByRole('button', { name: 'Reject: Cleo' }).click();
  await ana.getByText('Rejected', { exact: true }).waitFor();

  await bo.goto(`${house.url}/@ana`);
  await postOf(bo, 'A quiet corner of the café.').waitFor();
  await cleo.goto(`${house.url}/@ana`);
  await cleo.getByRole('button', { name: 'Ask to follow' }).click();
  await cleo.getByRole('button', { name: 'Requested: Take back' }).waitFor();

  await ana.goto(`${house.url}/@ana/followers`);
  await ana.getByRole('button', { name: 'Remove: Bo Lindqvist' }).click();
  await ana.getByText('Removed', { exact: true }).waitFor();
  await checkScreen(t, ana, 'followers-own');

  await ana.goto(`${house.url}/settings/privacy`);
  await ana.getByRole('button', { name: 'Open it to everyone' }).click();
  await ana.getByText('1 person gains access at once').waitFor();
  await checkScreen(t, ana, 'privacy');
  await ana.getByRole('dialog').getByRole('button', { name: 'Open it to everyone' }).click();
  await ana.getByText('Your account is open to everyone.', { exact: true }).waitFor();
  await cleo.reload();
  await cleo.getByRole('button', { name: 'Following: Unfollow' }).waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('one mutes a person for a week and a word, and finds both in a list', async (t) => {
  const dan = await house.newcomer('dan', 'Dan');
  await dan.goto(`${house.url}/@cleo`);
  await dan.getByRole('button', { name: 'More actions' }).click();
  await dan.getByRole('menuitem', { name: 'Mute …' }).click();
  await dan.getByLabel('For how long').selectOption({ label: '7 days' });
  await checkScreen(t, dan, 'mute-person');
  await dan.getByRole('button', { name: 'Mute', exact: true }).click();
  await dan.getByText(/You mute this person, notifications too, until/).waitFor();
  await checkScreen(t, dan, 'profile-muted');

  await dan.getByRole('link', { name: 'Everything you mute' }).click();
  await rowOf(dan, 'Cleo').waitFor();
  await dan.getByLabel('A word or a #hashtag').fill('#Football');
  await dan.getByRole('button', { name: 'Mute', exact: true }).click();
  await rowOf(dan, '#football').waitFor();
  await checkScreen(t, dan, 'mutes');
  await dan.getByRole('button', { name: 'Unmute: Cleo' }).click();
  await dan.getByText('Not muted any more').waitFor();

  await dan.goto(`${house.url}/@cleo`);
  await dan.getByRole('button', { name: 'More actions' }).click();
  await dan.getByRole('menuitem', { name: 'Block @cleo' }).click();
  await dan.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await dan.getByText('You block this person.').waitFor();
  await dan.goto(`${house.url}/settings/blocks`);
  await rowOf(dan, 'Cleo').waitFor();
  await checkScreen(t, dan, 'blocks');
  await dan.getByRole('button', { name: 'Unblock: Cleo' }).click();
  await dan.getByText('Not blocked any more').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('circles are made, filled, renamed and deleted', async (t) => {
  const eva = await house.newcomer('eva', 'Eva');
  await eva.goto(`${house.url}/circles`);
  await eva.getByLabel('Name of the circle').fill('The window table');
  await eva.getByRole('button', { name: 'Make circle' }).click();
  await eva.getByRole('link', { name: /The window table/ }).waitFor();
  await checkScreen(t, eva, 'circles');

  await eva.goto(`${house.url}/@bo_lind`);
  await eva.getByRole('button', { name: 'More actions' }).click();
  await eva.getByRole('menuitem', { name: 'Circles …' }).click();
  await eva.getByRole('button', { name: 'Add: The window table' }).click();
  await eva.getByText('Is in it now').waitFor();
  await checkScreen(t, eva, 'choose-circles');
  await eva.getByRole('link', { name: 'Your circles' }).click();

  await eva.getByRole('link', { name: /The window table/ }).click();
  await rowOf(eva, 'Bo Lindqvist').waitFor();
  await eva.getByLabel('Name or handle').fill('ana');
  await eva.getByRole('button', { name: 'Add: Ana García' }).click();
  await eva.getByRole('heading', { name: '2 people' }).waitFor();
  await eva.getByRole('button', { name: 'Take out: Bo Lindqvist' }).click();
  await eva.getByRole('heading', { name: '1 person' }).waitFor();
  await checkScreen(t, eva, 'circle');

  await eva.getByRole('button', { name: 'More actions' }).click();
  await eva.getByRole('menuitem', { name: 'Rename' }).click();
  await eva.getByRole('dialog').getByLabel('Name of the circle').fill('The corner');
  await eva.getByRole('button', { name: 'Save' }).click();
  await eva.getByRole('heading', { name: 'The corner' }).waitFor();
  await eva.getByRole('button', { name: 'More actions' }).click();
  await eva.getByRole('menuitem', { name: 'Delete circle' }).click();
  await eva.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await eva.getByText('No circles yet').waitFor();
  t.deepEqual(house.browser.errors, []);
});

test.serial('people are suggested with the reason, and a profile says who of one’s own follows it', async (t) => {
  const [fay, gus] = [await house.newcomer('fay', 'Fay'), await house.newcomer('gus', 'Gus')];
  for (const handle of ['fay', 'ana', 'cleo']) {
    await gus.goto(`${house.url}/@${handle}`);
    await gus.getByRole('button', { name: 'Follow' }).click();
    await gus.getByRole('button', { name: 'Unfollow' }).waitFor();
  }

  await fay.goto(`${house.url}/search`);
  await rowOf(fay, 'Gus').getByText('Follows you').waitFor();
  await fay.getByRole('button', { name: 'Follow: Gus' }).click();
  await rowOf(fay, 'Gus').getByText('Following').waitFor();
  await fay.goto(`${house.url}/@ana`);
  await fay.getByRole('link', { name: 'Followed by Gus, whom you follow' }).waitFor();
  await checkScreen(t, fay, 'profile-known');
  await fay.getByRole('link', { name: 'Followed by Gus, whom you follow' }).click();
  await rowOf(fay, 'Gus').waitFor();
  await fay.goto(`${house.url}/search`);
  await rowOf(fay, 'Ana García').getByText('Followed by Gus').waitFor();
  await checkScreen(t, fay, 'suggestions');
  await fay.getByRole('button', { name: 'Not them: Ana García' }).click();
  await fay.getByText('Not suggested again').waitFor();
  await fay.reload();
  await rowOf(fay, 'Cleo').getByText('Followed by Gus').waitFor();
  t.is(await rowOf(fay, 'Ana García').count(), 0);
  t.deepEqual(house.browser.errors, []);
});

test.serial('a session is ended from another, and a new password ends all others', async (t) => {
  const here = await house.newcomer('hugo', 'Hugo');
  const { page: there } = await house.browser.openPerson();
  await signIn(there, house.url, 'hugo');
  await here.goto(`${house.url}/settings`);
  await here.getByRole('heading', { name: 'Settings' }).waitFor();
  await checkScreen(t, here, 'settings');
  await here.getByRole('link', { name: /Password and sessions/ }).click();
  await here.getByRole('button', { name: /^End: / }).waitFor();
  await checkScreen(t, here, 'security');
  await here.getByRole('button', { name: /^End: / }).click();
  await here.getByText('Ended', { exact: true }).waitFor();
  await there.goto(`${house.url}/notifications`);
  await there.getByRole('heading', { name: 'Welcome back' }).waitFor();

  await signIn(there, house.url, 'hugo');
  await here.getByLabel('Password now').fill('not the password');
  await here.getByLabel('New password').fill('another good password');
  await here.getByRole('button', { name: 'Change password' }).click();
  await here.getByText('This is not your password now.').waitFor();
  await here.getByLabel('Password now').fill(password);
  await here.getByRole('button', { name: 'Change password' }).click();
  await here.getByText('Your password is changed.').waitFor();
  await here.getByRole('button', { name: /^End: / }).waitFor({ state: 'detached' });
  await there.goto(`${house.url}/notifications`);
  await there.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await signIn(there, house.url, 'hugo', 'another good password');
});
