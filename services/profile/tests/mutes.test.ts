import anyTest, { type TestFn } from 'ava';
import {
  Blocked,
  Muted,
  RepostsMuted,
  RepostsUnmuted,
  TermMuted,
  TermUnmuted,
  Unmuted,
} from '#gen/tertulia/profile/v1/graph_events.ts';
import type { EventType } from '../../kit/events/event-type.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { fieldsAtFault } from './fields-at-fault.ts';
import { type Member, requestId, startTestProfile, type TestProfile } from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile; clock: { now: number } }>;

test.before(async (t) => {
  const clock = { now: Date.now() };
  t.context.clock = clock;
  t.context.profile = await startTestProfile({ now: () => new Date(clock.now) });
});
test.after.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

const on = (whom: { accountId: string }) => ({ requestId: requestId(), accountId: whom.accountId });
const forSeconds = (seconds: number) => ({ duration: { seconds: BigInt(seconds), nanos: 0 } });
const meet = async ({ profile }: { profile: TestProfile }): Promise<[Member, Member]> => [
  await profile.join(),
  await profile.join(),
];
const relationOf = async (viewer: Member, whom: Member) =>
  (await viewer.graph.batchGetRelationships({ accountIds: [whom.accountId] })).relationships[0];
const mutedBy = async (who: Member) =>
  (await who.mutes.listMutedAccounts({})).mutedAccounts.map(({ account }) => account?.handle);
const termsOf = async (who: Member) => (await who.mutes.listMutedTerms({})).mutedTerms.map(({ term }) => term);

type Told = Muted | Unmuted | RepostsMuted | RepostsUnmuted | TermMuted | TermUnmuted | Blocked;

async function toldOf(profile: TestProfile, muter: Member): Promise<string[]> {
  const types: EventType<Told>[] = [Muted, Unmuted, RepostsMuted, RepostsUnmuted, TermMuted, TermUnmuted, Blocked];
  return (await profile.eventsOf(...types))
    .filter(({ payload }) => Object.values(payload).includes(muter.accountId))
    .map(({ type }) => type);
}

test('a mute is listed, told, and known to who mutes only', async (t) => {
  const [ana, bo] = await meet(t.context);
  const { relationship } = await ana.mutes.muteAccount({ ...on(bo), notifications: true });
  t.like(relationship, { muting: true, mutingNotifications: true, muteExpireTime: undefined });
  t.deepEqual(await mutedBy(ana), [bo.handle]);
  t.like(await relationOf(bo, ana), { muting: false, mutingNotifications: false });
  await ana.mutes.unmuteAccount(on(bo));
  await ana.mutes.unmuteAccount(on(bo));
  t.deepEqual(await mutedBy(ana), []);
  t.deepEqual(await toldOf(t.context.profile, ana), ['Muted', 'Unmuted']);
});

test('the last terms of a mute count', async (t) => {
  const [ana, bo] = await meet(t.context);
  await ana.mutes.muteAccount({ ...on(bo), notifications: true, ...forSeconds(60) });
  await ana.mutes.muteAccount(on(bo));
  const { mutedAccounts } = await ana.mutes.listMutedAccounts({});
  t.is(mutedAccounts.length, 1);
  t.like(mutedAccounts[0], { notifications: false, expireTime: undefined });
});

test.serial('a mute for a while ends by itself', async (t) => {
  const [ana, bo] = await meet(t.context);
  const before = t.context.clock.now;
  const { relationship } = await ana.mutes.muteAccount({ ...on(bo), ...forSeconds(60) });
  await ana.mutes.muteTerm({ requestId: requestId(), term: 'rain', ...forSeconds(60) });
  t.is(relationship?.muteExpireTime?.getTime(), before + 60_000);
  t.context.clock.now += 60_000;
  t.like(await relationOf(ana, bo), { muting: false, muteExpireTime: undefined });
  t.deepEqual([await mutedBy(ana), await termsOf(ana)], [[], []]);
  await ana.mutes.muteAccount(on(bo));
  t.deepEqual(await mutedBy(ana), [bo.handle]);
});

test('a mute of reposts stands beside the other', async (t) => {
  const [ana, bo] = await meet(t.context);
  await ana.mutes.muteReposts(on(bo));
  await ana.mutes.muteReposts(on(bo));
  t.like(await relationOf(ana, bo), { mutingReposts: true, muting: false });
  t.like((await ana.mutes.unmuteReposts(on(bo))).relationship, { mutingReposts: false });
  t.deepEqual(await toldOf(t.context.profile, ana), ['RepostsMuted', 'RepostsUnmuted']);
});

test('a block of either side ends the mutes of both, and none begins across it', async (t) => {
  const [ana, bo] = await meet(t.context);
  await ana.mutes.muteAccount(on(bo));
  await ana.mutes.muteReposts(on(bo));
  await bo.mutes.muteAccount(on(ana));
  await ana.graph.block(on(bo));
  t.like(await relationOf(ana, bo), { muting: false, mutingReposts: false, blocking: true });
  t.deepEqual([await mutedBy(ana), await mutedBy(bo)], [[], []]);
  for (const call of [ana.mutes.muteAccount(on(bo)), ana.mutes.muteReposts(on(bo))]) {
    await expectStatus(t, call, 'FAILED_PRECONDITION', 'ACCOUNT_BLOCKED');
  }
  for (const whom of [ana, { accountId: newId() }]) {
    await expectStatus(t, bo.mutes.muteAccount(on(whom)), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
    await expectStatus(t, bo.mutes.unmuteReposts(on(whom)), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
  }
});

test('a block is told before the end of the mutes, so that what was muted is not shown for a moment', async (t) => {
  const [ana, bo] = await meet(t.context);
  await ana.mutes.muteAccount(on(bo));
  await ana.mutes.muteReposts(on(bo));
  await bo.mutes.muteAccount(on(ana));
  await ana.graph.block(on(bo));
  const told = await toldOf(t.context.profile, ana);
  t.deepEqual(told, ['Muted', 'RepostsMuted', 'Muted', 'Blocked', 'Unmuted', 'RepostsUnmuted', 'Unmuted']);
});

test('nobody mutes themselves, nor for less than nothing or more than a year and a day', async (t) => {
  const [ana, bo] = await meet(t.context);
  await expectStatus(t, ana.mutes.muteAccount(on(ana)), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  for (const seconds of [-1, 367 * 86_400]) {
    const call = ana.mutes.muteAccount({ ...on(bo), ...forSeconds(seconds) });
    t.deepEqual(fieldsAtFault(await expectStatus(t, call, 'INVALID_ARGUMENT')), ['duration']);
  }
});

test('a muted term is folded, and is one however it is written', async (t) => {
  const [ana] = await meet(t.context);
  const mute = (term: string, hashtag = false) => ana.mutes.muteTerm({ requestId: requestId(), term, hashtag });
  const first = (await mute('  Rain COAT ')).mutedTerm;
  t.like(first, { term: 'rain coat', hashtag: false });
  t.is((await mute('rain coat')).mutedTerm?.termId, first?.termId);
  t.like((await mute('#Ópera')).mutedTerm, { term: 'ópera', hashtag: true });
  t.not((await mute('ópera')).mutedTerm?.termId, (await mute('ópera', true)).mutedTerm?.termId);
  t.deepEqual(await termsOf(ana), ['ópera', 'ópera', 'rain coat']);
  await ana.mutes.unmuteTerm({ requestId: requestId(), termId: first?.termId ?? '' });
  await ana.mutes.unmuteTerm({ requestId: requestId(), termId: first?.termId ?? '' });
  t.deepEqual(await termsOf(ana), ['ópera', 'ópera']);
  t.is((await toldOf(t.context.profile, ana)).filter((type) => type === 'TermUnmuted').length, 1);
});

test('what is no word and no hashtag is refused', async (t) => {
  const [ana] = await meet(t.context);
  const bad: [string, boolean][] = [
    ['', false],
    ['#', false],
    ['two words', true],
    ['#a-b', false],
    ['x'.repeat(101), false],
  ];
  for (const [term, hashtag] of bad) {
    const call = ana.mutes.muteTerm({ requestId: requestId(), term, hashtag });
    t.deepEqual(fieldsAtFault(await expectStatus(t, call, 'INVALID_ARGUMENT')), ['term']);
  }
});

test('one mutes 200 terms, whose terms can be changed, and no more', async (t) => {
  const [ana, bo] = await meet(t.context);
  const mute = (who: Member, term: string) => who.mutes.muteTerm({ requestId: requestId(), term });
  const { mutedTerm } = await mute(ana, 'word 0');
  for (let at = 1; at < 200; at += 20) {
    const words = Array.from({ length: Math.min(20, 200 - at) }, (_, index) => `word ${at + index}`);
    await Promise.all(words.map((word) => mute(ana, word)));
  }
  await expectStatus(t, mute(ana, 'one more'), 'FAILED_PRECONDITION', 'MUTED_TERM_LIMIT');
  await t.notThrowsAsync(mute(ana, 'word 7'));
  const first = await ana.mutes.listMutedTerms({ pageSize: 100 });
  const second = await ana.mutes.listMutedTerms({ pageSize: 100, pageToken: first.nextPageToken });
  const listed = [...first.mutedTerms, ...second.mutedTerms].map(({ termId }) => termId);
  t.is(new Set(listed).size, 200);
  t.is(second.nextPageToken, '');
  await bo.mutes.unmuteTerm({ requestId: requestId(), termId: mutedTerm?.termId ?? '' });
  t.is((await ana.mutes.listMutedTerms({ pageSize: 100, pageToken: first.nextPageToken })).mutedTerms.length, 100);
});

test('blocked accounts are listed, the newest block first, without those who block back', async (t) => {
  const { profile } = t.context;
  const [ana, bo] = await meet(t.context);
  const cy = await profile.join();
  for (const whom of [bo, cy]) {
    await ana.graph.block(on(whom));
    t.context.clock.now += 1;
  }
  const first = await ana.graph.listBlockedAccounts({ pageSize: 1 });
  const second = await ana.graph.listBlockedAccounts({ pageSize: 1, pageToken: first.nextPageToken });
  t.deepEqual(
    [first, second].map(({ accounts }) => accounts[0]?.handle),
    [cy.handle, bo.handle],
  );
  t.is(second.nextPageToken, '');
  t.deepEqual((await bo.graph.listBlockedAccounts({})).accounts, []);
});

test('what has ended by itself is forgotten at the next start, and the rest is kept', async (t) => {
  const { profile, clock } = t.context;
  const [ana, bo] = await meet(t.context);
  const cy = await profile.join();
  await ana.mutes.muteAccount({ ...on(bo), ...forSeconds(60) });
  await ana.mutes.muteAccount(on(cy));
  await ana.mutes.muteTerm({ requestId: requestId(), term: 'rain', ...forSeconds(60) });
  const env = { PROFILE_DATABASE_URL: profile.databaseUrl };
  await using _restarted = await startTestProfile({ now: () => new Date(clock.now + 120_000) }, env);
  t.deepEqual([await mutedBy(ana), await termsOf(ana)], [[cy.handle], []]);
});
