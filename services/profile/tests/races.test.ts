import anyTest, { type TestFn } from 'ava';
import { readStory } from './pair-story.ts';
import { actAtOnce } from './race-acts.ts';
import { type Member, startTestProfile, type TestProfile } from './test-profile.ts';

const test = anyTest as TestFn<{ profile: TestProfile }>;

test.before(async (t) => {
  t.context.profile = await startTestProfile();
});
test.after.always(async (t) => t.context.profile?.[Symbol.asyncDispose]());

const rounds = Number(process.env.RACE_ROUNDS ?? 200);
/** After so many rounds everybody signs in again: an access token is good for five minutes. */
const roundsOfToken = 50;

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
  let [ana, bo] = [await profile.join(), await profile.join()];
  t.timeout(Math.max(rounds * 5_000, 600_000));
  for (let round = 0; round < rounds; round += 1) {
    if (round % roundsOfToken === roundsOfToken - 1) [ana, bo] = [await profile.rejoin(ana), await profile.rejoin(bo)];
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
  t.true(story.events > rounds);
  t.log(`${rounds} rounds, ${story.events} events`);
});

/** Who blocks and is blocked does not see the one whom they block. */
function isHidden(fact: string, facts: readonly string[]): boolean {
  const [kind, from, to] = fact.split(' ');
  return kind === 'block' && facts.includes(`block ${to} ${from}`);
}
