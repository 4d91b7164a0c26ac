import anyTest, { type TestFn } from 'ava';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { type Clients, type Member, password, requestId, startTestProfile, type TestProfile } from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile }>;

test.before(async (t) => {
  t.context.profile = await startTestProfile();
});
test.after.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

const search = async (who: Clients, query: string) =>
  (await who.profiles.searchProfiles({ query })).profiles.map((profile) => profile.handle);

async function everyPage(who: Clients, query: string, pageSize: number): Promise<string[][]> {
  const pages: string[][] = [];
  let pageToken = '';
  do {
    const page = await who.profiles.searchProfiles({ query, pageSize, pageToken });
    pages.push(page.profiles.map((profile) => profile.handle));
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return pages;
}

test('people are found by handle and by any word of their name, whatever the case and accents', async (t) => {
  const { profile } = t.context;
  await profile.join('jg_1970', 'José García');
  for (const query of ['jg', 'JG_1', '@jg_19', 'jose', 'JOSÉ', 'garc', 'José gar']) {
    t.deepEqual(await search(profile.guest, query), ['jg_1970'], query);
  }
  t.deepEqual(await search(profile.guest, '1970'), []);
});

test('no character of a query is a wildcard', async (t) => {
  const { profile } = t.context;
  await profile.join('wildcard', 'Wild Card');
  for (const query of ['wi%', 'w_ld', '%', '_', '*', '\\', "'"]) t.deepEqual(await search(profile.guest, query), []);
});

test('a name is found no more once it has changed', async (t) => {
  const { profile } = t.context;
  const member = await profile.join('changer', 'Quondam');
  const change = { requestId: requestId(), profile: { displayName: 'Hodie' }, updateMask: ['display_name'] };
  await member.profiles.updateProfile(change);
  t.deepEqual([await search(profile.guest, 'quondam'), await search(profile.guest, 'hodie')], [[], ['changer']]);
});

test('pages are in the order of handles, full, and without those who block the caller', async (t) => {
  const { profile } = t.context;
  const people: Member[] = [];
  for (const letter of 'gfedcba') people.push(await profile.join(`pager_${letter}`, 'Pager Page'));
  const viewer = await profile.join();
  for (const letter of 'bde') {
    const hider = people.find(({ handle }) => handle === `pager_${letter}`);
    await hider?.graph.block({ requestId: requestId(), accountId: viewer.accountId });
  }
  t.deepEqual(await everyPage(viewer, 'page', 2), [
    ['pager_a', 'pager_c'],
    ['pager_f', 'pager_g'],
  ]);
  t.deepEqual(
    (await everyPage(profile.guest, 'page', 3)).map((page) => page.length),
    [3, 3, 1],
  );
});

test('a deleted account is not found', async (t) => {
  const { profile } = t.context;
  const member = await profile.join('gone_soon', 'Gone');
  await member.accounts.deleteAccount({ requestId: requestId(), password });
  t.deepEqual(await search(profile.guest, 'gone'), []);
});

test('a page token of another query, and a made-up one, are refused', async (t) => {
  const { profiles } = t.context.profile.guest;
  for (const handle of ['token_a', 'token_b']) await t.context.profile.join(handle);
  const { nextPageToken } = await profiles.searchProfiles({ query: 'token', pageSize: 1 });
  t.not(nextPageToken, '');
  for (const request of [
    { query: 'toke', pageToken: nextPageToken },
    { query: 'token', pageToken: 'made-up' },
  ]) {
    await expectStatus(t, profiles.searchProfiles(request), 'INVALID_ARGUMENT', 'INVALID_PAGE_TOKEN');
  }
});

test('a query has 1 to 50 characters, and a page no negative size', async (t) => {
  const { profiles } = t.context.profile.guest;
  for (const request of [{ query: '' }, { query: 'x'.repeat(51) }, { query: 'a', pageSize: -1 }]) {
    await expectStatus(t, profiles.searchProfiles(request), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  }
});
