import test from 'ava';
import { openDatabase } from '../../kit/database/database.ts';
import { newId } from '../../kit/ids.ts';
import { examine } from '../../kit/projections/examine.ts';
import { makeTempDir } from '../../kit/testing/temp-dir.ts';
import { profileProjections } from '../projections.ts';
import { migrations } from '../service.ts';
import { password, startTestProfile, type TestProfile } from './test-profile.ts';

/** Every difference between what is there and what it is made of, in words. */
async function differences({ databaseUrl }: TestProfile): Promise<string[]> {
  await using folder = await makeTempDir();
  await using database = await openDatabase({ url: databaseUrl, migrations });
  const options = { url: databaseUrl, logs: () => database, folder: folder.path };
  const { findings } = await examine(profileProjections, options);
  return findings.flatMap(({ projection, differences }) =>
    differences.map(({ key, live, rebuilt }) => `${projection}: ${key}: ${live} / ${rebuilt}`),
  );
}

test('after a story of everything, what is there is what the log says', async (t) => {
  let now = Date.now();
  await using profile = await startTestProfile({ now: () => new Date(now) });
  const [ana, bo, cy] = [await profile.join(), await profile.join(), await profile.join()];
  for (const [one, other] of [
    [ana, bo],
    [bo, ana],
    [cy, ana],
    [ana, cy],
  ] as const) {
    await one.graph.follow({ requestId: newId(), accountId: other.accountId });
  }
  await ana.graph.unfollow({ requestId: newId(), accountId: bo.accountId });
  await bo.graph.block({ requestId: newId(), accountId: ana.accountId });
  const [dee, eve] = [await profile.join('dee_story', 'Dee of the Hill'), await profile.join()];
  const change = { profile: { displayName: 'Dee of the Valley' }, updateMask: ['display_name'] };
  await dee.profiles.updateProfile({ requestId: newId(), ...change });
  await dee.graph.updatePrivacy({ requestId: newId(), private: true });
  for (const one of [bo, cy, eve]) await one.graph.follow({ requestId: newId(), accountId: dee.accountId });
  await dee.requests.acceptFollowRequest({ requestId: newId(), accountId: bo.accountId });
  const duration = { seconds: 60n, nanos: 0 };
  for (const other of [bo, cy, eve]) {
    const accountId = other.accountId;
    await dee.mutes.muteAccount({ requestId: newId(), accountId, notifications: other === bo, duration });
    await dee.mutes.muteReposts({ requestId: newId(), accountId });
  }
  await dee.mutes.unmuteAccount({ requestId: newId(), accountId: eve.accountId });
  for (const term of ['hill', 'valley']) await dee.mutes.muteTerm({ requestId: newId(), term, duration });
  // The same term again, after its mute has ended.
  now += 61_000;
  await dee.mutes.muteTerm({ requestId: newId(), term: 'hill' });
  const [friends, others] = await Promise.all(
    ['Friends', 'Others'].map((name) => dee.circles.createCircle({ requestId: newId(), name })),
  );
  for (const made of [friends, others]) {
    const accountIds = [bo.accountId, cy.accountId, eve.accountId];
    const circleId = made?.circle?.circleId ?? '';
    await dee.circles.addCircleMembers({ requestId: newId(), circleId, accountIds });
    await dee.circles.removeCircleMembers({ requestId: newId(), circleId, accountIds: [bo.accountId] });
  }
  await dee.circles.deleteCircle({ requestId: newId(), circleId: others?.circle?.circleId ?? '' });
  await cy.accounts.deleteAccount({ requestId: newId(), password });
  t.deepEqual(await differences(profile), []);
});

/** One row too few of each, by the name of what it is missing from. */
const damages = {
  cards: "update account set display_name = 'Somebody else'",
  'what accounts are found by': 'delete from search_term',
  'follow requests': 'delete from follow_request',
  'members of circles': 'delete from circle_member',
  mutes: 'delete from mute',
  'muted reposts': 'delete from repost_mute',
  'muted terms': 'delete from muted_term',
};

test('what is missing of anything that the log tells of is named', async (t) => {
  await using profile = await startTestProfile();
  const [ana, bo] = [await profile.join('ana_missing'), await profile.join()];
  const { accountId } = ana;
  const { circle } = await bo.circles.createCircle({ requestId: newId(), name: 'Friends' });
  await bo.circles.addCircleMembers({ requestId: newId(), circleId: circle?.circleId ?? '', accountIds: [accountId] });
  await ana.graph.updatePrivacy({ requestId: newId(), private: true });
  await bo.graph.follow({ requestId: newId(), accountId });
  await bo.mutes.muteAccount({ requestId: newId(), accountId });
  await bo.mutes.muteReposts({ requestId: newId(), accountId });
  await bo.mutes.muteTerm({ requestId: newId(), term: 'word' });
  await using database = await openDatabase({ url: profile.databaseUrl, migrations });
  for (const damage of Object.values(damages)) await database.write((tx) => tx.run(damage));
  const named = new Set((await differences(profile)).map((line) => line.split(': ')[0]));
  t.deepEqual([...named], Object.keys(damages));
});

test('a follow that the log does not tell of, and a wrong count, are named', async (t) => {
  await using profile = await startTestProfile();
  const [ana, bo] = [await profile.join(), await profile.join()];
  await using database = await openDatabase({ url: profile.databaseUrl, migrations });
  const pair = { one: ana.accountId, other: bo.accountId };
  await database.write((tx) =>
    tx.run(`insert into follow (follower_id, followee_id, follow_id) values (:one, :other, 'x')`, pair),
  );
  t.deepEqual(await differences(profile), [
    `follows: ${pair.one} ${pair.other}:  / undefined`,
    `counts of followers: ${pair.other}: 0 / 1`,
    `counts of followed: ${pair.one}: 0 / 1`,
  ]);
});
