import anyTest, { type TestFn } from 'ava';
import { SuggestionReason } from '#gen/tertulia/profile/v1/suggestion_service.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { type Member, password, requestId, startTestProfile, type TestProfile } from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile }>;

// A service for each test: whom many follow is suggested to all.
test.beforeEach(async (t) => {
  t.context.profile = await startTestProfile();
});
test.afterEach.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

const on = (whom: { accountId: string }) => ({ requestId: requestId(), accountId: whom.accountId });
const suggestedTo = async (who: Member, pageSize = 0) =>
  (await who.suggestions.suggestAccounts({ pageSize })).suggestions;
const handlesFor = async (who: Member) => (await suggestedTo(who)).map(({ account }) => account?.handle);
const followedByFollowed = (viewer: Member, whom: Member) =>
  viewer.suggestions.listFollowedByFollowed({ accountId: whom.accountId });

async function meet(profile: TestProfile, count: number): Promise<Member[]> {
  return Promise.all(Array.from({ length: count }, () => profile.join()));
}

/** Ana follows Bo and Cy, who both follow the star; Cy follows the fan as well. */
async function setStage(profile: TestProfile) {
  const [ana, bo, cy, star, fan] = (await meet(profile, 5)) as [Member, Member, Member, Member, Member];
  for (const [from, to] of [
    [ana, bo],
    [ana, cy],
    [bo, star],
    [cy, star],
    [cy, fan],
  ] as const) {
    await from.graph.follow(on(to));
  }
  return { ana, bo, cy, star, fan };
}

test('whom those follow whom one follows is suggested, with who they are, the most followed first', async (t) => {
  const { ana, bo, cy, star, fan } = await setStage(t.context.profile);
  const suggestions = await suggestedTo(ana);
  t.deepEqual(
    suggestions.map(({ account, reason, followedByCount, followedBy }) => [
      account?.handle,
      reason,
      followedByCount,
      followedBy.map(({ handle }) => handle),
    ]),
    [
      [star.handle, SuggestionReason.SUGGESTION_REASON_FOLLOWED_BY_FOLLOWED, 2, [cy.handle, bo.handle]],
      [fan.handle, SuggestionReason.SUGGESTION_REASON_FOLLOWED_BY_FOLLOWED, 1, [cy.handle]],
    ],
  );
  t.is((await suggestedTo(ana, 1)).length, 1);
});

test('who follows one comes first, then who is in one of the own circles, then what is popular', async (t) => {
  const { profile } = t.context;
  const { ana, star } = await setStage(profile);
  const [newcomer, friend, follower] = (await meet(profile, 3)) as [Member, Member, Member];
  await follower.graph.follow(on(newcomer));
  const { circle } = await newcomer.circles.createCircle({ requestId: requestId(), name: 'Friends' });
  const circleId = circle?.circleId ?? '';
  await newcomer.circles.addCircleMembers({ requestId: requestId(), circleId, accountIds: [friend.accountId] });
  await ana.graph.follow(on(star));
  const suggestions = (await suggestedTo(newcomer)).slice(0, 3);
  t.deepEqual(
    suggestions.map(({ account, reason }) => [account?.handle, reason]),
    [
      [follower.handle, SuggestionReason.SUGGESTION_REASON_FOLLOWS_YOU],
      [friend.handle, SuggestionReason.SUGGESTION_REASON_IN_YOUR_CIRCLE],
      [star.handle, SuggestionReason.SUGGESTION_REASON_POPULAR],
    ],
  );
});

test('nobody is suggested whom one follows, asks, blocks, mutes or has dismissed, nor who blocks one', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const fans = await meet(profile, 7);
  const [followed, asked, blocked, muted, dismissed, blocking, left] = fans as [
    Member,
    Member,
    Member,
    Member,
    Member,
    Member,
    Member,
  ];
  for (const fan of fans) await fan.graph.follow(on(ana));
  await asked.graph.updatePrivacy({ requestId: requestId(), private: true });
  await ana.graph.follow(on(followed));
  await ana.graph.follow(on(asked));
  await ana.graph.block(on(blocked));
  await ana.mutes.muteAccount(on(muted));
  await ana.suggestions.dismissSuggestion(on(dismissed));
  await ana.suggestions.dismissSuggestion(on(dismissed));
  await blocking.graph.block(on(ana));
  t.deepEqual(await handlesFor(ana), [left.handle]);
});

test('a private account is suggested for what one knows, never for being popular', async (t) => {
  const { profile } = t.context;
  const { ana, star } = await setStage(profile);
  await star.graph.updatePrivacy({ requestId: requestId(), private: true });
  t.true((await handlesFor(ana)).includes(star.handle));
  t.false((await handlesFor(await profile.join())).includes(star.handle));
});

test('who follows an account among those whom one follows is listed in pages and counted', async (t) => {
  const { ana, bo, cy, star, fan } = await setStage(t.context.profile);
  await fan.graph.follow(on(star));
  const { accountId } = star;
  const first = await ana.suggestions.listFollowedByFollowed({ accountId, pageSize: 1 });
  const pageToken = first.nextPageToken;
  const second = await ana.suggestions.listFollowedByFollowed({ accountId, pageSize: 1, pageToken });
  t.deepEqual(
    [...first.followers, ...second.followers].map(({ handle }) => handle),
    [cy.handle, bo.handle],
  );
  t.deepEqual([first.totalSize, second.totalSize, second.nextPageToken], [2, 2, '']);
  t.is((await followedByFollowed(fan, star)).totalSize, 0);
  const other = fan.suggestions.listFollowedByFollowed({ accountId, pageToken });
  await expectStatus(t, other, 'INVALID_ARGUMENT', 'INVALID_PAGE_TOKEN');
});

test('the count is the list, also after a block and a deletion', async (t) => {
  const { ana, bo, cy, star } = await setStage(t.context.profile);
  await cy.graph.block(on(ana));
  const answer = await followedByFollowed(ana, star);
  t.deepEqual([answer.totalSize, answer.followers.map(({ handle }) => handle)], [1, [bo.handle]]);
  t.is((await suggestedTo(ana))[0]?.followedByCount, 1);
  await bo.accounts.deleteAccount({ requestId: requestId(), password });
  t.is((await followedByFollowed(ana, star)).totalSize, 0);
});

test('who blocks the caller and who does not exist are answered alike', async (t) => {
  const { ana, star } = await setStage(t.context.profile);
  await star.graph.block(on(ana));
  for (const whom of [star, { accountId: newId() }]) {
    const calls = [
      ana.suggestions.listFollowedByFollowed({ accountId: whom.accountId }),
      ana.suggestions.dismissSuggestion(on(whom)),
    ];
    for (const call of calls) await expectStatus(t, call, 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
  }
  await expectStatus(t, ana.suggestions.dismissSuggestion(on(ana)), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
});
