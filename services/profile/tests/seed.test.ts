import test from 'ava';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { CircleMemberAdded } from '#gen/tertulia/profile/v1/circle_events.ts';
import { Followed, FollowRequested } from '#gen/tertulia/profile/v1/graph_events.ts';
import { openDatabase } from '../../kit/database/database.ts';
import { openEventLog } from '../../kit/events/event-log.ts';
import { newId } from '../../kit/ids.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import { seedProfiles } from '../seed.ts';
import { migrations } from '../service.ts';
import { startTestProfile } from './test-profile.ts';

const person = (handle: string) => ({
  accountId: newId(),
  handle,
  displayName: handle,
  bio: 'seeded',
  createTime: new Date('2024-01-01'),
  passwordHash: '$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaA',
});

test('a seeded network is as if its people had made it, and is seeded once', async (t) => {
  await using profile = await startTestProfile();
  await using database = await openDatabase({ url: profile.databaseUrl, migrations });
  await using eventLog = await openEventLog(database);
  const people = [person('seed_a'), person('seed_b'), { ...person('seed_c'), private: true }] as const;
  const [a, b, c] = people;
  const follows = [
    { followerId: a.accountId, followeeId: b.accountId, createTime: new Date('2024-02-01') },
    { followerId: c.accountId, followeeId: b.accountId, createTime: new Date('2024-03-01') },
    { followerId: b.accountId, followeeId: a.accountId, createTime: new Date('2024-03-01') },
  ];
  await seedProfiles(database, eventLog, people, follows);
  await seedProfiles(database, eventLog, people, follows);
  const { guest } = profile;
  const found = await guest.profiles.getProfile({ name: { $case: 'handle', value: 'seed_b' } });
  t.like(found.profile, { bio: 'seeded', followerCount: 2, followingCount: 1, createTime: new Date('2024-01-01') });
  const { followers } = await guest.graph.listFollowers({ accountId: b.accountId });
  t.deepEqual(
    followers.map((card) => card.handle),
    ['seed_c', 'seed_a'],
  );
  // The service finds what another process wrote by itself, a moment later.
  await waitFor(async () => (await profile.eventsOf(Followed)).length > 0);
  t.is((await profile.eventsOf(Followed)).length, 3);
  t.is((await profile.eventsOf(CardChanged)).length, 3);
  const { profiles } = await guest.profiles.searchProfiles({ query: 'seed' });
  t.deepEqual(
    profiles.map(({ followsHidden }) => followsHidden),
    [false, false, true],
  );
});

test('seeded requests and circles are as if people had made them, and are seeded once', async (t) => {
  await using profile = await startTestProfile();
  await using database = await openDatabase({ url: profile.databaseUrl, migrations });
  await using eventLog = await openEventLog(database);
  const [asks, owner] = [await profile.join('asks'), await profile.join('owner')];
  const createTime = new Date('2024-02-01');
  const requests = [{ requesterId: asks.accountId, targetId: owner.accountId, createTime }];
  const circle = {
    circleId: newId(),
    ownerId: owner.accountId,
    name: 'Friends',
    memberIds: [asks.accountId],
    createTime,
  };
  await seedProfiles(database, eventLog, [], [], { requests, circles: [circle] });
  await seedProfiles(database, eventLog, [], [], { requests, circles: [circle] });
  const incoming = await owner.requests.listIncomingFollowRequests({});
  t.is(incoming.followRequests.length, 1);
  const { circles } = await owner.circles.listCircles({});
  t.like(circles[0], { name: 'Friends', memberCount: 1, createTime });
  await waitFor(async () => (await profile.eventsOf(CircleMemberAdded)).length > 0);
  t.is((await profile.eventsOf(CircleMemberAdded)).length, 1);
  t.is((await profile.eventsOf(FollowRequested)).length, 1);
});
