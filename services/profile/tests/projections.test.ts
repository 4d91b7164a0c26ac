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

test('after a story of follows and blocks, what is there is what the log says', async (t) => {
  await using profile = await startTestProfile();
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
  await cy.accounts.deleteAccount({ requestId: newId(), password });
  t.deepEqual(await differences(profile), []);
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
