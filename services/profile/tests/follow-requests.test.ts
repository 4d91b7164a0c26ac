import anyTest, { type TestFn } from 'ava';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import {
  Followed,
  FollowRequestEnded,
  FollowRequested,
  FollowRequestOutcome,
  Unfollowed,
} from '#gen/tertulia/profile/v1/graph_events.ts';
import type { EventType } from '../../kit/events/event-type.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { type Clients, type Member, password, requestId, startTestProfile, type TestProfile } from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile }>;

test.before(async (t) => {
  t.context.profile = await startTestProfile();
});
test.after.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

const setPrivate = (who: Member, isPrivate: boolean, validateOnly = false) =>
  who.graph.updatePrivacy({ requestId: requestId(), private: isPrivate, validateOnly });
const on = (whom: { accountId: string }) => ({ requestId: requestId(), accountId: whom.accountId });
const profileOf = async (viewer: Clients, whom: Member) =>
  (await viewer.profiles.getProfile({ name: { $case: 'accountId', value: whom.accountId } })).profile;
const incomingOf = async (who: Member) =>
  (await who.requests.listIncomingFollowRequests({})).followRequests.map(({ account }) => account?.handle);
const outgoingOf = async (who: Member) =>
  (await who.requests.listOutgoingFollowRequests({})).followRequests.map(({ account }) => account?.handle);

/** Somebody private, and two others. */
async function meet({ profile }: { profile: TestProfile }): Promise<[Member, Member, Member]> {
  const people: [Member, Member, Member] = [await profile.join(), await profile.join(), await profile.join()];
  await setPrivate(people[0], true);
  return people;
}

type Told = Followed | Unfollowed | FollowRequested | FollowRequestEnded;

async function toldOf(profile: TestProfile, follower: Member): Promise<string[]> {
  const types: EventType<Told>[] = [FollowRequested, FollowRequestEnded, Followed, Unfollowed];
  return (await profile.eventsOf(...types))
    .filter(({ payload }) => Object.values(payload).includes(follower.accountId))
    .map(
      ({ type, payload }) => `${type}${'outcome' in payload ? ` ${FollowRequestOutcomeNames[payload.outcome]}` : ''}`,
    );
}

const FollowRequestOutcomeNames = Object.fromEntries(
  Object.entries(FollowRequestOutcome).map(([name, value]) => [value, name.replace('FOLLOW_REQUEST_OUTCOME_', '')]),
);

test('who follows a private account asks, and both sides see it', async (t) => {
  const [ana, bo] = await meet(t.context);
  const { relationship } = await bo.graph.follow(on(ana));
  t.like(relationship, { following: false, requested: true });
  await bo.graph.follow(on(ana));
  t.deepEqual([await incomingOf(ana), await outgoingOf(bo)], [[bo.handle], [ana.handle]]);
  t.like((await profileOf(ana, bo))?.viewerRelationship, { requestedBy: true, followedBy: false });
  t.like(await profileOf(ana, ana), { followerCount: 0 });
  t.deepEqual(await toldOf(t.context.profile, bo), ['FollowRequested']);
});

test('an accepted request is a follow, told once, and says that it was asked for', async (t) => {
  const { profile } = t.context;
  const [ana, bo] = await meet(t.context);
  await bo.graph.follow(on(ana));
  const { relationship } = await ana.requests.acceptFollowRequest(on(bo));
  t.like(relationship, { followedBy: true, requestedBy: false });
  await ana.requests.acceptFollowRequest(on(bo));
  t.deepEqual([await incomingOf(ana), await outgoingOf(bo)], [[], []]);
  t.like(await profileOf(bo, ana), { followerCount: 1, private: true, followsHidden: false });
  t.deepEqual(await toldOf(profile, bo), ['FollowRequested', 'FollowRequestEnded ACCEPTED', 'Followed']);
  const followed = (await profile.eventsOf(Followed)).find(({ payload }) => payload.followerId === bo.accountId);
  t.true(followed?.payload.byRequest);
});

test('a rejected request is gone, and may be made again', async (t) => {
  const [ana, bo] = await meet(t.context);
  await bo.graph.follow(on(ana));
  await ana.requests.rejectFollowRequest(on(bo));
  await ana.requests.rejectFollowRequest(on(bo));
  t.deepEqual(await outgoingOf(bo), []);
  await bo.graph.follow(on(ana));
  t.deepEqual(await toldOf(t.context.profile, bo), [
    'FollowRequested',
    'FollowRequestEnded REJECTED',
    'FollowRequested',
  ]);
});

test('a withdrawn request cannot be accepted, and an accepted one not be withdrawn', async (t) => {
  const [ana, bo] = await meet(t.context);
  await bo.graph.follow(on(ana));
  await bo.requests.withdrawFollowRequest(on(ana));
  t.like((await ana.requests.acceptFollowRequest(on(bo))).relationship, { followedBy: false });
  await bo.graph.follow(on(ana));
  await ana.requests.acceptFollowRequest(on(bo));
  t.like((await bo.requests.withdrawFollowRequest(on(ana))).relationship, { following: true, requested: false });
});

test('who does not exist and who blocks the caller is not found in requests either', async (t) => {
  const [ana, bo] = await meet(t.context);
  await ana.graph.block(on(bo));
  for (const whom of [ana, { accountId: newId() }]) {
    const calls = [
      bo.requests.acceptFollowRequest(on(whom)),
      bo.requests.rejectFollowRequest(on(whom)),
      bo.requests.withdrawFollowRequest(on(whom)),
      bo.graph.removeFollower(on(whom)),
    ];
    for (const call of calls) await expectStatus(t, call, 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
  }
});

test('requests are listed in pages, the newest first', async (t) => {
  const [ana, bo, cy] = await meet(t.context);
  await bo.graph.follow(on(ana));
  await cy.graph.follow(on(ana));
  const first = await ana.requests.listIncomingFollowRequests({ pageSize: 1 });
  const second = await ana.requests.listIncomingFollowRequests({ pageSize: 1, pageToken: first.nextPageToken });
  t.deepEqual(
    [...first.followRequests, ...second.followRequests].map(({ account }) => account?.handle),
    [cy.handle, bo.handle],
  );
  t.is(second.nextPageToken, '');
  const other = ana.requests.listOutgoingFollowRequests({ pageToken: first.nextPageToken });
  await expectStatus(t, other, 'INVALID_ARGUMENT', 'INVALID_PAGE_TOKEN');
});

test('becoming public says beforehand how many gain access, and lets exactly them in', async (t) => {
  const { profile } = t.context;
  const [ana, bo, cy] = await meet(t.context);
  await bo.graph.follow(on(ana));
  await cy.graph.follow(on(ana));
  t.deepEqual(await setPrivate(ana, false, true), { private: false, acceptedRequestCount: 2 });
  t.like(await profileOf(ana, ana), { private: true, followerCount: 0 });
  t.deepEqual(await setPrivate(ana, false), { private: false, acceptedRequestCount: 2 });
  t.like(await profileOf(profile.guest, ana), { private: false, followerCount: 2, followsHidden: false });
  t.deepEqual(await incomingOf(ana), []);
  t.deepEqual(await toldOf(profile, bo), ['FollowRequested', 'FollowRequestEnded ACCEPTED', 'Followed']);
  t.deepEqual(await setPrivate(ana, false), { private: false, acceptedRequestCount: 0 });
});

test('becoming private keeps who follows, changes the etag, and is told with the card, once', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const bo = await profile.join();
  await bo.graph.follow(on(ana));
  const before = await profileOf(ana, ana);
  t.deepEqual(await setPrivate(ana, true, true), { private: true, acceptedRequestCount: 0 });
  await setPrivate(ana, true);
  await setPrivate(ana, true);
  t.not((await profileOf(ana, ana))?.etag, before?.etag);
  t.like(await profileOf(bo, ana), { private: true, followerCount: 1 });
  const cards = (await profile.eventsOf(CardChanged)).map(({ payload }) => payload.card);
  t.deepEqual(
    cards.filter((card) => card?.accountId === ana.accountId).map((card) => card?.private),
    [false, true],
  );
});

test('the lists of a private account are for its followers and itself, and the counts go with them', async (t) => {
  const { profile } = t.context;
  const [ana, bo, cy] = await meet(t.context);
  await bo.graph.follow(on(ana));
  await ana.requests.acceptFollowRequest(on(bo));
  await cy.graph.follow(on(ana));
  const { accountId } = ana;
  for (const viewer of [cy, profile.guest]) {
    await expectStatus(t, viewer.graph.listFollowers({ accountId }), 'PERMISSION_DENIED', 'ACCOUNT_PRIVATE');
    await expectStatus(t, viewer.graph.listFollowing({ accountId }), 'PERMISSION_DENIED', 'ACCOUNT_PRIVATE');
    t.like(await profileOf(viewer, ana), { followsHidden: true, followerCount: 0, followingCount: 0 });
  }
  for (const viewer of [ana, bo]) {
    t.is((await viewer.graph.listFollowers({ accountId })).followers.length, 1);
    t.like(await profileOf(viewer, ana), { followsHidden: false, followerCount: 1 });
  }
});

test('a page token of a private account is of no use to who follows it no longer', async (t) => {
  const [ana, bo, cy] = await meet(t.context);
  for (const follower of [bo, cy]) {
    await follower.graph.follow(on(ana));
    await ana.requests.acceptFollowRequest(on(follower));
  }
  const { accountId } = ana;
  const { nextPageToken: pageToken } = await bo.graph.listFollowers({ accountId, pageSize: 1 });
  await ana.graph.removeFollower(on(bo));
  await expectStatus(t, bo.graph.listFollowers({ accountId, pageToken }), 'PERMISSION_DENIED', 'ACCOUNT_PRIVATE');
});

test('a follower who is removed is told of as an end of the follow, and has to ask again', async (t) => {
  const [ana, bo] = await meet(t.context);
  await bo.graph.follow(on(ana));
  await ana.requests.acceptFollowRequest(on(bo));
  t.like((await ana.graph.removeFollower(on(bo))).relationship, { followedBy: false });
  await ana.graph.removeFollower(on(bo));
  t.like((await bo.graph.follow(on(ana))).relationship, { following: false, requested: true });
  t.deepEqual((await toldOf(t.context.profile, bo)).slice(2), ['Followed', 'Unfollowed', 'FollowRequested']);
});

test('a block of either side ends the requests of both', async (t) => {
  const [ana, bo, cy] = await meet(t.context);
  await setPrivate(bo, true);
  await bo.graph.follow(on(ana));
  await ana.graph.follow(on(bo));
  await cy.graph.follow(on(ana));
  await bo.graph.block(on(ana));
  await ana.graph.block(on(cy));
  t.deepEqual(
    [await incomingOf(ana), await outgoingOf(ana), await outgoingOf(bo), await outgoingOf(cy)],
    [[], [], [], []],
  );
  t.deepEqual(await toldOf(t.context.profile, cy), ['FollowRequested', 'FollowRequestEnded WITHDRAWN']);
  t.is((await setPrivate(ana, false, true)).acceptedRequestCount, 0);
});

test('a deleted account leaves no request behind', async (t) => {
  const [ana, bo, cy] = await meet(t.context);
  await bo.graph.follow(on(ana));
  await cy.graph.follow(on(ana));
  await bo.accounts.deleteAccount({ requestId: requestId(), password });
  t.is((await setPrivate(ana, false, true)).acceptedRequestCount, 1);
  await ana.accounts.deleteAccount({ requestId: requestId(), password });
  t.deepEqual(await outgoingOf(cy), []);
});
