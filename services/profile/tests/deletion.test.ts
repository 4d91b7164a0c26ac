import anyTest, { type TestFn } from 'ava';
import { AccountDeleted } from '#gen/tertulia/profile/v1/account_events.ts';
import { SessionEnded } from '#gen/tertulia/profile/v1/session_events.ts';
import type { EventType } from '../../kit/events/event-type.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { waitFor } from '../../kit/testing/wait-for.ts';
import {
  cookieJar,
  type Member,
  password,
  requestId,
  startTestProfile,
  type TestProfile,
  withCookie,
} from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile }>;

test.before(async (t) => {
  t.context.profile = await startTestProfile();
});
test.after.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

const leave = (member: Member) => member.accounts.deleteAccount({ requestId: requestId(), password });
const byId = (member: Member) => ({ name: { $case: 'accountId', value: member.accountId } }) as const;
const countsOf = async (profile: TestProfile, member: Member) => {
  const { profile: seen } = await profile.guest.profiles.getProfile(byId(member));
  return [seen?.followerCount, seen?.followingCount];
};

test('a deleted account is gone from everywhere, as if it had never been', async (t) => {
  const { profile } = t.context;
  const [ana, bo] = [await profile.join(), await profile.join()];
  await ana.graph.follow({ requestId: requestId(), accountId: bo.accountId });
  await bo.graph.follow({ requestId: requestId(), accountId: ana.accountId });
  await leave(ana);
  const { accountId } = ana;
  await expectStatus(t, bo.profiles.getProfile(byId(ana)), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
  await expectStatus(t, bo.graph.listFollowers({ accountId }), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
  await expectStatus(t, bo.graph.unfollow({ requestId: requestId(), accountId }), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
  t.deepEqual((await bo.graph.listFollowers({ accountId: bo.accountId })).followers, []);
  t.deepEqual((await bo.graph.listFollowing({ accountId: bo.accountId })).following, []);
  t.deepEqual(await countsOf(profile, bo), [0, 0]);
  t.is((await bo.profiles.batchGetProfiles({ accountIds: [accountId] })).results[0]?.profile, undefined);
});

test('a deletion ends every session, then tells of the account', async (t) => {
  const { profile } = t.context;
  const member = await profile.join();
  const jar = cookieJar();
  await profile.guest.sessions.signIn({ requestId: requestId(), handle: member.handle, password }, jar);
  await leave(member);
  const types: EventType<SessionEnded | AccountDeleted>[] = [SessionEnded, AccountDeleted];
  const told = (await profile.eventsOf(...types)).filter(({ payload }) => payload.accountId === member.accountId);
  t.deepEqual(
    told.map(({ type }) => type),
    ['SessionEnded', 'SessionEnded', 'AccountDeleted'],
  );
  for (const cookie of [member.cookie, jar.cookie]) {
    const call = profile.guest.sessions.refreshSession({ requestId: requestId() }, withCookie(cookie));
    await expectStatus(t, call, 'UNAUTHENTICATED', 'REFRESH_TOKEN_INVALID');
  }
});

test('the token of a deleted account is refused at once', async (t) => {
  const member = await t.context.profile.join();
  await leave(member);
  await waitFor(() => member.profiles.getProfile(byId(member)).then(() => false, isUnauthenticated));
  await expectStatus(t, leave(member), 'UNAUTHENTICATED', 'SESSION_ENDED');
});

test('the handle of a deleted account is not given out again, nor does it sign in', async (t) => {
  const { profile } = t.context;
  const { handle, ...member } = await profile.join();
  await leave({ handle, ...member });
  await expectStatus(t, profile.join(handle), 'ALREADY_EXISTS', 'HANDLE_TAKEN');
  const signIn = profile.guest.sessions.signIn({ requestId: requestId(), handle, password });
  await expectStatus(t, signIn, 'UNAUTHENTICATED', 'CREDENTIALS_INVALID');
});

test('an account is deleted with its password only', async (t) => {
  const { profile } = t.context;
  const member = await profile.join();
  const call = member.accounts.deleteAccount({ requestId: requestId(), password: 'not this one' });
  await expectStatus(t, call, 'UNAUTHENTICATED', 'CREDENTIALS_INVALID');
  await t.notThrowsAsync(profile.guest.profiles.getProfile(byId(member)));
});

test('a follow that meets the deletion of either side leaves the counts right', async (t) => {
  const { profile } = t.context;
  const star = await profile.join();
  const fans = await Promise.all(Array.from({ length: 6 }, () => profile.join()));
  const acts = fans.flatMap((fan, index) => [
    fan.graph.follow({ requestId: requestId(), accountId: star.accountId }),
    index % 2 === 0 ? leave(fan) : undefined,
  ]);
  await Promise.allSettled(acts);
  const { followers } = await profile.guest.graph.listFollowers({ accountId: star.accountId });
  t.is(followers.length, 3);
  t.deepEqual(await countsOf(profile, star), [3, 0]);
});

function isUnauthenticated(error: Error): boolean {
  return error.message.includes('UNAUTHENTICATED');
}
