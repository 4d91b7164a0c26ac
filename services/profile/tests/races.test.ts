import anyTest, { type TestFn } from 'ava';
import { readStory } from './pair-story.ts';
import { type Member, requestId, startTestProfile, type TestProfile } from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile }>;

test.before(async (t) => {
  t.context.profile = await startTestProfile();
});
test.after.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

const rounds = Number(process.env.RACE_ROUNDS ?? 200);
/** A busy machine does fewer rounds, unless RACE_ROUNDS asks for a number. */
const enoughMs = process.env.RACE_ROUNDS === undefined ? 15_000 : Number.POSITIVE_INFINITY;
const actsAtOnce = 100;

type Act = (from: Member, on: { requestId: string; accountId: string }) => Promise<unknown>;
const follow: Act = (from, on) => from.graph.follow(on);
const unblock: Act = (from, on) => from.graph.unblock(on);
const accept: Act = (from, on) => from.requests.acceptFollowRequest(on);
const setPrivate =
  (isPrivate: boolean): Act =>
  (from) =>
    from.graph.updatePrivacy({ requestId: requestId(), private: isPrivate });

/** A block ends so much that few of them are enough. */
const acts: readonly Act[] = [
  ...[follow, accept, follow, accept, unblock, follow, accept, unblock, accept, unblock],
  (from, on) => from.graph.unfollow(on),
  setPrivate(true),
  follow,
  (from, on) => from.mutes.muteAccount(on),
  (from, on) => from.requests.withdrawFollowRequest(on),
  follow,
  (from, on) => from.requests.rejectFollowRequest(on),
  (from, on) => from.graph.removeFollower(on),
  accept,
  follow,
  ...[accept, unblock, follow, accept],
  setPrivate(false),
  ...[follow, unblock, accept, follow, accept],
  (from, on) => from.graph.block(on),
];

/** All at once; the order is another in each round. */
async function actAtOnce(round: number, ana: Member, bo: Member): Promise<void> {
  const started = Array.from({ length: actsAtOnce }, (_, index) => {
    const [from, to] = (index * 3 + round) % 2 === 0 ? [ana, bo] : [bo, ana];
    const act = acts[(index * 5 + round * 3) % acts.length] as Act;
    return act(from, { requestId: requestId(), accountId: to.accountId });
  });
  // A block refuses much, and a busy machine is late; nothing else may go wrong.
  for (const result of await Promise.allSettled(started)) {
    if (result.status === 'rejected' && !/NOT_FOUND|FAILED_PRECONDITION|DEADLINE_EXCEEDED/.test(String(result.reason)))
      throw result.reason;
  }
}

/** What the lists show, as the facts of a story. Only what blocks neither of the two from looking. */
async function factsOf(viewer: Member, other: Member): Promise<string[]> {
  const [outgoing, incoming, blocked, muted, relation] = await Promise.all([
    viewer.requests.listOutgoingFollowRequests({}),
    viewer.requests.listIncomingFollowRequests({}),
    viewer.graph.listBlockedAccounts({}),
    viewer.mutes.listMutedAccounts({}),
    viewer.graph.batchGetRelationships({ accountIds: [other.accountId] }),
  ]);
  const here = `${viewer.accountId} ${other.accountId}`;
  const back = `${other.accountId} ${viewer.accountId}`;
  const stands = relation.relationships[0];
  return [
    ...(stands?.following ? [`follow ${here}`] : []),
    ...(stands?.followedBy ? [`follow ${back}`] : []),
    ...outgoing.followRequests.map(() => `request ${here}`),
    ...incoming.followRequests.map(() => `request ${back}`),
    ...blocked.accounts.map(() => `block ${here}`),
    ...muted.mutedAccounts.map(() => `mute ${here}`),
  ];
}

/** Each reads their own counts and lists, which are theirs also while private and blocked. */
async function countsAndLists(who: Member): Promise<[number[], number[]]> {
  const { accountId } = who;
  const [{ profile }, { followers }, { following }] = await Promise.all([
    who.profiles.getProfile({ name: { $case: 'accountId', value: accountId } }),
    who.graph.listFollowers({ accountId }),
    who.graph.listFollowing({ accountId }),
  ]);
  return [
    [profile?.followerCount ?? -1, profile?.followingCount ?? -1],
    [followers.length, following.length],
  ];
}

test('a hundred acts of two people at once end, time after time, in a legal state that all lists agree on', async (t) => {
  const { profile } = t.context;
  const [ana, bo] = [await profile.join(), await profile.join()];
  t.timeout(600_000);
  const startedAt = performance.now();
  let round = 0;
  for (; round < rounds && performance.now() - startedAt < enoughMs; round += 1) {
    await actAtOnce(round, ana, bo);
    for (const who of [ana, bo]) {
      const [counts, lists] = await countsAndLists(who);
      t.deepEqual(counts, lists, `round ${round}`);
    }
  }
  const story = await readStory(profile, new Set([ana.accountId, bo.accountId]));
  const shown = [...(await factsOf(ana, bo)), ...(await factsOf(bo, ana))];
  const facts = story.facts.filter((fact) => !isHidden(fact, story.facts));
  t.deepEqual([...new Set(shown)].sort(), facts);
  t.true(story.events > round);
  t.log(`${round} rounds, ${story.events} events`);
});

/** Who blocks and is blocked does not see the one whom they block. */
function isHidden(fact: string, facts: readonly string[]): boolean {
  const [kind, from, to] = fact.split(' ');
  return kind === 'block' && facts.includes(`block ${to} ${from}`);
}
