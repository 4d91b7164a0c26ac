import anyTest, { type TestFn } from 'ava';
import { CardChanged } from '#gen/tertulia/profile/v1/account_events.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { fieldsAtFault } from './fields-at-fault.ts';
import { type Member, requestId, startTestProfile, type TestProfile } from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile }>;

test.before(async (t) => {
  t.context.profile = await startTestProfile();
});
test.after.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

const byId = (value: string) => ({ name: { $case: 'accountId', value } }) as const;
const byHandle = (value: string) => ({ name: { $case: 'handle', value } }) as const;
const update = (member: Member, profile: { displayName?: string; bio?: string; etag?: string }, updateMask: string[]) =>
  member.profiles.updateProfile({ requestId: requestId(), profile, updateMask });
const cardsOf = async (profile: TestProfile, member: Member) =>
  (await profile.eventsOf(CardChanged))
    .map(({ payload }) => payload.card)
    .filter((card) => card?.accountId === member.accountId);

test('a profile is found by id and by handle, also without a token', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join(undefined, 'Ana');
  const found = await profile.guest.profiles.getProfile(byId(ana.accountId));
  t.like(found.profile, { handle: ana.handle, displayName: 'Ana', viewerRelationship: undefined });
  t.deepEqual(await profile.guest.profiles.getProfile(byHandle(ana.handle.toUpperCase())), found);
});

test('a profile says how the caller stands to it', async (t) => {
  const [ana, bo] = [await t.context.profile.join(), await t.context.profile.join()];
  await ana.graph.follow({ requestId: requestId(), accountId: bo.accountId });
  const seen = await bo.profiles.getProfile(byId(ana.accountId));
  const expected = { accountId: ana.accountId, following: false, followedBy: true, blocking: false };
  t.like(seen.profile?.viewerRelationship, expected);
});

test('a profile must be named', async (t) => {
  const error = await expectStatus(t, t.context.profile.guest.profiles.getProfile({}), 'INVALID_ARGUMENT');
  t.deepEqual(fieldsAtFault(error), ['name']);
  const bad = await expectStatus(t, t.context.profile.guest.profiles.getProfile(byId('no')), 'INVALID_ARGUMENT');
  t.deepEqual(fieldsAtFault(bad), ['account_id']);
});

test('who blocks the caller and who does not exist are answered alike', async (t) => {
  const [ana, bo] = [await t.context.profile.join(), await t.context.profile.join()];
  await bo.graph.block({ requestId: requestId(), accountId: ana.accountId });
  const answers = await Promise.all([
    expectStatus(t, ana.profiles.getProfile(byId(bo.accountId)), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND'),
    expectStatus(t, ana.profiles.getProfile(byHandle(bo.handle)), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND'),
    expectStatus(t, ana.profiles.getProfile(byId(newId())), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND'),
    expectStatus(t, ana.profiles.getProfile(byHandle('nobody_here')), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND'),
  ]);
  t.is(new Set(answers.map((error) => JSON.stringify([error.details, 'extra' in error && error.extra]))).size, 1);
});

test('many profiles come in the order asked, with gaps where there is none to see', async (t) => {
  const people = [await t.context.profile.join(), await t.context.profile.join(), await t.context.profile.join()];
  const [ana, bo, cy] = people as [Member, Member, Member];
  await bo.graph.block({ requestId: requestId(), accountId: ana.accountId });
  const accountIds = [cy.accountId, bo.accountId, newId(), ana.accountId, cy.accountId];
  const { results } = await ana.profiles.batchGetProfiles({ accountIds });
  t.deepEqual(
    results.map((result) => result.accountId),
    accountIds,
  );
  const handles = results.map((result) => result.profile?.handle);
  t.deepEqual(handles, [cy.handle, undefined, undefined, ana.handle, cy.handle]);
});

test('a batch has 1 to 100 ids', async (t) => {
  const { profiles } = t.context.profile.guest;
  for (const accountIds of [[], Array.from({ length: 101 }, newId)]) {
    await expectStatus(t, profiles.batchGetProfiles({ accountIds }), 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  }
});

test('only the fields that the mask names are changed', async (t) => {
  const ana = await t.context.profile.join(undefined, 'Ana');
  const { profile } = await update(ana, { displayName: '', bio: 'hello\nworld' }, ['bio']);
  t.like(profile, { displayName: 'Ana', bio: 'hello\nworld' });
  t.deepEqual((await ana.profiles.getProfile(byId(ana.accountId))).profile, profile);
});

test('the card is told when it changed, and only then', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join(undefined, 'Ana');
  await update(ana, { bio: 'x' }, ['bio']);
  await update(ana, { displayName: 'Ana' }, ['display_name']);
  t.is((await cardsOf(profile, ana)).length, 1);
  await update(ana, { displayName: 'Ana María' }, ['display_name']);
  t.deepEqual(
    (await cardsOf(profile, ana)).map((card) => card?.displayName),
    ['Ana', 'Ana María'],
  );
});

test('every fault of an update is named at once, an unknown path among them', async (t) => {
  const ana = await t.context.profile.join();
  const call = ana.profiles.updateProfile({
    requestId: 'no',
    profile: { displayName: ' ', bio: 'x'.repeat(301) },
    updateMask: ['display_name', 'bio', 'handle'],
  });
  const error = await expectStatus(t, call, 'INVALID_ARGUMENT', 'INVALID_REQUEST');
  t.deepEqual(fieldsAtFault(error), ['profile.bio', 'profile.display_name', 'request_id', 'update_mask.paths[2]']);
});

test('an update without a mask, or without a profile, is refused', async (t) => {
  const ana = await t.context.profile.join();
  const error = await expectStatus(t, ana.profiles.updateProfile({ requestId: requestId() }), 'INVALID_ARGUMENT');
  t.deepEqual(fieldsAtFault(error), ['profile', 'update_mask.paths']);
});

test('an etag changes with the profile, and not with its counts', async (t) => {
  const [ana, bo] = [await t.context.profile.join(), await t.context.profile.join()];
  const first = (await update(ana, { bio: 'one' }, ['bio'])).profile?.etag ?? '';
  await bo.graph.follow({ requestId: requestId(), accountId: ana.accountId });
  t.is((await ana.profiles.getProfile(byId(ana.accountId))).profile?.etag, first);
  await update(ana, { bio: 'two', etag: first }, ['bio']);
  await expectStatus(t, update(ana, { bio: 'three', etag: first }, ['bio']), 'ABORTED', 'ETAG_MISMATCH');
  t.is((await ana.profiles.getProfile(byId(ana.accountId))).profile?.bio, 'two');
});

test('a retry of an update gets the first answer', async (t) => {
  const ana = await t.context.profile.join();
  const request = { requestId: requestId(), profile: { bio: 'one' }, updateMask: ['bio'] };
  const first = await ana.profiles.updateProfile(request);
  await update(ana, { bio: 'two' }, ['bio']);
  t.deepEqual(await ana.profiles.updateProfile(request), first);
  const other = ana.profiles.updateProfile({ ...request, profile: { bio: 'other' } });
  await expectStatus(t, other, 'INVALID_ARGUMENT', 'REQUEST_ID_REUSED');
});

test('handles are resolved in the order asked, for services only', async (t) => {
  const { profile } = t.context;
  const ana = await profile.join();
  const handles = ['nobody_here', ana.handle.toUpperCase()];
  const { results } = await profile.as({ service: 'posts' }).profiles.batchResolveHandles({ handles });
  t.deepEqual(
    results.map(({ handle, card }) => [handle, card?.accountId]),
    [
      ['nobody_here', undefined],
      [ana.handle.toUpperCase(), ana.accountId],
    ],
  );
  const others = [profile.guest, ana, profile.as({ service: 'notifications' })];
  for (const other of others)
    await expectStatus(t, other.profiles.batchResolveHandles({ handles }), 'PERMISSION_DENIED');
});
