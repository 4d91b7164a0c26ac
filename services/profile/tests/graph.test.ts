import anyTest, { type TestFn } from 'ava';
import fc from 'fast-check';
import { Blocked, Followed, Unblocked, Unfollowed } from '#gen/tertulia/profile/v1/graph_events.ts';
import type { EventType } from '../../kit/events/event-type.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { runs, runsTimeoutMs } from '../../kit/testing/runs.ts';
import { type Clients, type Member, requestId, startTestProfile, type TestProfile } from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile }>;

test.before(async (t) => {
  t.context.profile = await startTestProfile();
});
test.after.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

type Verb = 'follow' | 'unfollow' | 'block' | 'unblock';
const verbs: readonly Verb[] = ['follow', 'unfollow', 'block', 'unblock'];
const act = (who: Member, verb: Verb, whom: { accountId: string }) =>
  who.graph[verb]({ requestId: requestId(), accountId: whom.accountId });
const meet = async (profile: TestProfile): Promise<[Member, Member, Member]> => [
  await profile.join(),
  await profile.join(),
  await profile.join(),
];
const profileOf = async (viewer: Clients, whom: Member) =>
  (await viewer.profiles.getProfile({ name: { $case: 'accountId', value: whom.accountId } })).profile;
const followersOf = async (viewer: Clients, whom: Member) =>
  (await viewer.graph.listFollowers({ accountId: whom.accountId, pageSize: 100 })).followers.map((card) => card.handle);
const followingOf = async (viewer: Clients, whom: Member) =>
  (await viewer.graph.listFollowing({ accountId: whom.accountId, pageSize: 100 })).following.map((card) => card.handle);

/** What was told about some people, as `Followed a b`. */
async function toldOf(profile: TestProfile, ...people: readonly Member[]): Promise<string[]> {
  const names = new Map(people.map((person, index) => [person.accountId, 'abc'[index] ?? '?']));
  const types: EventType<Followed | Unfollowed | Blocked | Unblocked>[] = [Followed, Unfollowed, Blocked, Unblocked];
  const told = (await profile.eventsOf(...types)).map(({ type, payload }) => [type, ...Object.values(payload)]);
  return told
    .filter(([, from, to]) => names.has(from) && names.has(to))
    .map(([type, from, to]) => `${type} ${names.get(from)} ${names.get(to)}`);
}

test('a follow is seen from both sides, and counted once', async (t) => {
  const [ana, bo] = await meet(t.context.profile);
  const { relationship } = await act(ana, 'follow', bo);
  t.like(relationship, { accountId: bo.accountId, following: true, followedBy: false, blocking: false });
  await act(ana, 'follow', bo);
  t.like(await profileOf(ana, bo), { followerCount: 1, followingCount: 0 });
  t.like(await profileOf(bo, ana), { followerCount: 0, followingCount: 1 });
  t.deepEqual([await followersOf(bo, bo), await followingOf(bo, ana)], [[ana.handle], [bo.handle]]);
  t.deepEqual(await toldOf(t.context.profile, ana, bo), ['Followed a b']);
});

test('a follow that ends leaves no trace but its events', async (t) => {
  const [ana, bo] = await meet(t.context.profile);
  await act(ana, 'follow', bo);
  const { relationship } = await act(ana, 'unfollow', bo);
  t.false(relationship?.following);
  await act(ana, 'unfollow', bo);
  t.like(await profileOf(ana, bo), { followerCount: 0 });
  t.deepEqual(await toldOf(t.context.profile, ana, bo), ['Followed a b', 'Unfollowed a b']);
});

test('a block ends the follows of both sides before it begins', async (t) => {
  const [ana, bo] = await meet(t.context.profile);
  await act(ana, 'follow', bo);
  await act(bo, 'follow', ana);
  const { relationship } = await act(ana, 'block', bo);
  t.like(relationship, { accountId: bo.accountId, following: false, followedBy: false, blocking: true });
  await act(ana, 'block', bo);
  t.like(await profileOf(ana, ana), { followerCount: 0, followingCount: 0 });
  const told = ['Followed a b', 'Followed b a', 'Unfollowed a b', 'Unfollowed b a', 'Blocked a b'];
  t.deepEqual(await toldOf(t.context.profile, ana, bo), told);
});

test('who is blocked finds nobody there: to follow, unfollow, block, unblock or list', async (t) => {
  const [ana, bo] = await meet(t.context.profile);
  await act(bo, 'block', ana);
  const missing = { accountId: newId() };
  for (const whom of [bo, missing]) {
    for (const verb of verbs) await expectStatus(t, act(ana, verb, whom), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
    const { accountId } = whom;
    await expectStatus(t, ana.graph.listFollowers({ accountId }), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
    await expectStatus(t, ana.graph.listFollowing({ accountId }), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
  }
});

test('who blocks somebody cannot follow them, but sees them, and can end the block', async (t) => {
  const [ana, bo] = await meet(t.context.profile);
  await act(ana, 'block', bo);
  await expectStatus(t, act(ana, 'follow', bo), 'FAILED_PRECONDITION', 'ACCOUNT_BLOCKED');
  t.true((await profileOf(ana, bo))?.viewerRelationship?.blocking);
  await act(ana, 'unblock', bo);
  await act(ana, 'unblock', bo);
  await t.notThrowsAsync(act(bo, 'follow', ana));
  t.deepEqual(await toldOf(t.context.profile, ana, bo), ['Blocked a b', 'Unblocked a b', 'Followed b a']);
});

test('nobody follows or blocks themselves', async (t) => {
  const [ana] = await meet(t.context.profile);
  for (const verb of ['follow', 'block'] as const) {
    await expectStatus(t, act(ana, verb, ana), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  }
});

test('a retry of a follow gets the first answer, and does not follow again', async (t) => {
  const [ana, bo, cy] = await meet(t.context.profile);
  const request = { requestId: requestId(), accountId: bo.accountId };
  const first = await ana.graph.follow(request);
  await act(ana, 'unfollow', bo);
  t.deepEqual(await ana.graph.follow(request), first);
  t.deepEqual(await followersOf(ana, bo), []);
  const other = ana.graph.follow({ ...request, accountId: cy.accountId });
  await expectStatus(t, other, 'INVALID_ARGUMENT', 'REQUEST_ID_REUSED');
});

test('relationships come in the order asked, and hide who blocks the caller as a stranger', async (t) => {
  const [ana, bo, cy] = await meet(t.context.profile);
  await act(ana, 'follow', cy);
  await act(bo, 'block', ana);
  const missing = newId();
  const accountIds = [cy.accountId, bo.accountId, missing, cy.accountId];
  const { relationships } = await ana.graph.batchGetRelationships({ accountIds });
  t.deepEqual(
    relationships.map(({ accountId, following }) => [accountId, following]),
    [
      [cy.accountId, true],
      [bo.accountId, false],
      [missing, false],
      [cy.accountId, true],
    ],
  );
});

test('followers are listed newest first, in full pages, without those who block the caller, and counted so', async (t) => {
  const { profile } = t.context;
  const [star, viewer] = await meet(profile);
  const fans: Member[] = [];
  for (let index = 0; index < 7; index++) fans.push(await profile.join());
  for (const fan of fans) await act(fan, 'follow', star);
  for (const index of [1, 5, 6]) await act(fans[index] as Member, 'block', viewer);
  const visible = [4, 3, 2, 0].map((index) => fans[index]?.handle);
  const first = await viewer.graph.listFollowers({ accountId: star.accountId, pageSize: 2 });
  const pageToken = first.nextPageToken;
  const second = await viewer.graph.listFollowers({ accountId: star.accountId, pageSize: 2, pageToken });
  t.deepEqual(
    [...first.followers, ...second.followers].map((card) => card.handle),
    visible,
  );
  t.is(second.nextPageToken, '');
  t.is((await profileOf(viewer, star))?.followerCount, 4);
  t.is((await profileOf(profile.guest, star))?.followerCount, 7);
});

test('a page token of another list is refused', async (t) => {
  const { profile } = t.context;
  const [star, ana, bo] = await meet(profile);
  await act(ana, 'follow', star);
  await act(bo, 'follow', star);
  const { nextPageToken } = await ana.graph.listFollowers({ accountId: star.accountId, pageSize: 1 });
  const others = [
    ana.graph.listFollowers({ accountId: ana.accountId, pageToken: nextPageToken }),
    ana.graph.listFollowing({ accountId: star.accountId, pageToken: nextPageToken }),
  ];
  for (const other of others) await expectStatus(t, other, 'INVALID_ARGUMENT', 'INVALID_PAGE_TOKEN');
});

test('a hundred acts of two people at the same time end in a legal state', async (t) => {
  const { profile } = t.context;
  const [ana, bo] = await meet(profile);
  const acts = Array.from({ length: 100 }, (_, index) => {
    const [from, to] = (index >> 2) % 2 === 0 ? [ana, bo] : [bo, ana];
    return act(from as Member, verbs[(index * 7) % 4] as Verb, to as Member).catch(() => undefined);
  });
  await Promise.all(acts);
  const told = await toldOf(profile, ana, bo);
  t.is(replay(told), undefined);
  await assertCountsAreLists(profile, ana, bo, told);
});

test('whatever two people do, the log tells a legal story, and the counts are the lists', async (t) => {
  t.timeout(runsTimeoutMs);
  const { profile } = t.context;
  const acts = fc.array(fc.tuple(fc.boolean(), fc.constantFrom(...verbs)), { maxLength: 12 });
  const property = fc.asyncProperty(acts, async (sequence) => {
    const [ana, bo] = await meet(profile);
    for (const [byAna, verb] of sequence) {
      await act(byAna ? ana : bo, verb, byAna ? bo : ana).catch(() => undefined);
    }
    const told = await toldOf(profile, ana, bo);
    t.is(replay(told), undefined);
    await assertCountsAreLists(profile, ana, bo, told);
  });
  await fc.assert(property, { numRuns: runs(15) });
  t.pass();
});

/** Follows the log as a consumer would. Gives the first event that cannot be. */
function replay(told: readonly string[]): string | undefined {
  const now = new Set<string>();
  for (const event of told) {
    const [type = '', from = '', to = ''] = event.split(' ');
    const fact = `${type.endsWith('ollowed') ? 'follow' : 'block'} ${from} ${to}`;
    const isEnd = type.startsWith('Un');
    if (now.has(fact) !== isEnd) return event;
    if (isEnd) now.delete(fact);
    else now.add(fact);
    const isBlock = now.has(`block ${from} ${to}`) || now.has(`block ${to} ${from}`);
    const isFollow = now.has(`follow ${from} ${to}`) || now.has(`follow ${to} ${from}`);
    if (isBlock && isFollow) return event;
  }
  return undefined;
}

async function assertCountsAreLists(profile: TestProfile, ana: Member, bo: Member, told: readonly string[]) {
  for (const [whom, other] of [
    [ana, bo],
    [bo, ana],
  ] as const) {
    const seen = await profileOf(profile.guest, whom);
    const lists = [await followersOf(profile.guest, whom), await followingOf(profile.guest, whom)];
    const counts = [seen?.followerCount, seen?.followingCount];
    if (JSON.stringify(counts) !== JSON.stringify(lists.map((list) => list.length))) {
      throw new Error(`${whom.handle} and ${other.handle}: ${counts} are not the lists, after ${told.join(', ')}`);
    }
  }
}
