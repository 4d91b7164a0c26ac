import anyTest, { type TestFn } from 'ava';
import { CircleDeleted, CircleMemberAdded, CircleMemberRemoved } from '#gen/tertulia/profile/v1/circle_events.ts';
import { Blocked } from '#gen/tertulia/profile/v1/graph_events.ts';
import type { EventType } from '../../kit/events/event-type.ts';
import { newId } from '../../kit/ids.ts';
import { expectStatus } from '../../kit/testing/expect-status.ts';
import { fieldsAtFault } from './fields-at-fault.ts';
import { type Member, password, requestId, startTestProfile, type TestProfile } from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile }>;

test.before(async (t) => {
  t.context.profile = await startTestProfile();
});
test.after.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

const meet = async ({ profile }: { profile: TestProfile }): Promise<[Member, Member, Member]> => [
  await profile.join(),
  await profile.join(),
  await profile.join(),
];
const makeCircle = async (owner: Member, name = 'Friends') =>
  (await owner.circles.createCircle({ requestId: requestId(), name })).circle?.circleId ?? '';
const add = (owner: Member, circleId: string, ...people: readonly { accountId: string }[]) =>
  owner.circles.addCircleMembers({ requestId: requestId(), circleId, accountIds: people.map((who) => who.accountId) });
const remove = (owner: Member, circleId: string, ...people: readonly { accountId: string }[]) =>
  owner.circles.removeCircleMembers({
    requestId: requestId(),
    circleId,
    accountIds: people.map((who) => who.accountId),
  });
const membersOf = async (owner: Member, circleId: string) =>
  (await owner.circles.listCircleMembers({ circleId })).members.map(({ handle }) => handle);
const countOf = async (owner: Member, circleId: string) =>
  (await owner.circles.getCircle({ circleId })).circle?.memberCount;

type Told = CircleMemberAdded | CircleMemberRemoved | CircleDeleted | Blocked;

async function toldOf(profile: TestProfile, owner: Member): Promise<string[]> {
  const types: EventType<Told>[] = [CircleMemberAdded, CircleMemberRemoved, CircleDeleted, Blocked];
  return (await profile.eventsOf(...types))
    .filter(({ payload }) => Object.values(payload).includes(owner.accountId))
    .map(({ type }) => type);
}

test('a circle is made, renamed, listed and deleted by its owner', async (t) => {
  const [ana] = await meet(t.context);
  const first = await makeCircle(ana, 'Friends');
  const second = await makeCircle(ana, 'Friends');
  const request = { requestId: requestId(), circle: { circleId: second, name: ' Family ' }, updateMask: ['name'] };
  t.like((await ana.circles.updateCircle(request)).circle, { name: 'Family', memberCount: 0 });
  const page = await ana.circles.listCircles({ pageSize: 1 });
  const next = await ana.circles.listCircles({ pageSize: 1, pageToken: page.nextPageToken });
  t.deepEqual([page.circles[0]?.name, next.circles[0]?.name, next.nextPageToken], ['Family', 'Friends', '']);
  await ana.circles.deleteCircle({ requestId: requestId(), circleId: first });
  await ana.circles.deleteCircle({ requestId: requestId(), circleId: first });
  t.is((await ana.circles.listCircles({})).circles.length, 1);
  t.deepEqual(await toldOf(t.context.profile, ana), ['CircleDeleted']);
});

test('who is in a circle is listed and counted, the last that came first', async (t) => {
  const [ana, bo, cy] = await meet(t.context);
  const circleId = await makeCircle(ana);
  t.is((await add(ana, circleId, bo, cy, bo)).circle?.memberCount, 2);
  t.is((await add(ana, circleId, bo)).circle?.memberCount, 2);
  t.deepEqual(await membersOf(ana, circleId), [cy.handle, bo.handle]);
  t.is((await remove(ana, circleId, bo, { accountId: newId() })).circle?.memberCount, 1);
  t.deepEqual([await membersOf(ana, circleId), await countOf(ana, circleId)], [[cy.handle], 1]);
  const told = ['CircleMemberAdded', 'CircleMemberAdded', 'CircleMemberRemoved'];
  t.deepEqual(await toldOf(t.context.profile, ana), told);
});

test("another's circle is like none", async (t) => {
  const [ana, bo, cy] = await meet(t.context);
  const anas = await makeCircle(ana);
  await add(ana, anas, bo);
  for (const circleId of [anas, newId()]) {
    const rename = { requestId: requestId(), circle: { circleId, name: 'Mine' }, updateMask: ['name'] };
    const calls = [
      bo.circles.getCircle({ circleId }),
      bo.circles.listCircleMembers({ circleId }),
      bo.circles.updateCircle(rename),
      add(bo, circleId, cy),
      remove(bo, circleId, cy),
    ];
    for (const call of calls) await expectStatus(t, call, 'NOT_FOUND', 'CIRCLE_NOT_FOUND');
    await bo.circles.deleteCircle({ requestId: requestId(), circleId });
  }
  t.is(await countOf(ana, anas), 1);
});

test('all are added or none: whoever is blocked, blocks or is missing is refused, as is oneself', async (t) => {
  const { profile } = t.context;
  const [ana, bo, cy] = await meet(t.context);
  const dan = await profile.join();
  const circleId = await makeCircle(ana);
  await ana.graph.block({ requestId: requestId(), accountId: bo.accountId });
  await cy.graph.block({ requestId: requestId(), accountId: ana.accountId });
  await expectStatus(t, add(ana, circleId, dan, bo), 'FAILED_PRECONDITION', 'ACCOUNT_BLOCKED');
  await expectStatus(t, add(ana, circleId, dan, cy), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
  await expectStatus(t, add(ana, circleId, dan, { accountId: newId() }), 'NOT_FOUND', 'ACCOUNT_NOT_FOUND');
  const own = await expectStatus(t, add(ana, circleId, dan, ana), 'INVALID_ARGUMENT');
  t.deepEqual(fieldsAtFault(own), ['account_ids[1]']);
  t.is(await countOf(ana, circleId), 0);
});

test('a block of either side takes both out of the circles of the other, before it begins', async (t) => {
  const [ana, bo] = await meet(t.context);
  const [anas, bos] = [await makeCircle(ana), await makeCircle(bo)];
  await add(ana, anas, bo);
  await add(bo, bos, ana);
  await bo.graph.block({ requestId: requestId(), accountId: ana.accountId });
  t.deepEqual([await countOf(ana, anas), await membersOf(bo, bos)], [0, []]);
  const told = ['CircleMemberAdded', 'CircleMemberAdded', 'CircleMemberRemoved', 'CircleMemberRemoved', 'Blocked'];
  t.deepEqual(await toldOf(t.context.profile, ana), told);
});

test('a deleted account is in no circle, and its circles are gone', async (t) => {
  const [ana, bo] = await meet(t.context);
  const [anas, bos] = [await makeCircle(ana), await makeCircle(bo)];
  await add(ana, anas, bo);
  await add(bo, bos, ana);
  await bo.accounts.deleteAccount({ requestId: requestId(), password });
  t.deepEqual([await countOf(ana, anas), await membersOf(ana, anas)], [0, []]);
});

test('one has 50 circles and no more', async (t) => {
  const [ana] = await meet(t.context);
  for (let made = 0; made < 50; made++) await makeCircle(ana);
  await expectStatus(t, makeCircle(ana), 'FAILED_PRECONDITION', 'CIRCLE_LIMIT');
});

test('a retry of an addition gets the first answer, and adds nothing twice', async (t) => {
  const [ana, bo] = await meet(t.context);
  const circleId = await makeCircle(ana);
  const request = { requestId: requestId(), circleId, accountIds: [bo.accountId] };
  const first = await ana.circles.addCircleMembers(request);
  await remove(ana, circleId, bo);
  t.deepEqual(await ana.circles.addCircleMembers(request), first);
  t.is(await countOf(ana, circleId), 0);
});

test('every fault of an update is named at once', async (t) => {
  const [ana] = await meet(t.context);
  const call = ana.circles.updateCircle({ requestId: 'no', circle: { circleId: 'no' }, updateMask: ['owner'] });
  t.deepEqual(fieldsAtFault(await expectStatus(t, call, 'INVALID_ARGUMENT')), [
    'circle.circle_id',
    'request_id',
    'update_mask.paths[0]',
  ]);
});
