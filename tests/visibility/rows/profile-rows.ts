import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import type { Relationship } from '#gen/tertulia/profile/v1/relationship.ts';
import { knows, mayLookThrough } from '../expectation.ts';
import { answers, type Question, type Rows, readAll, seenIf } from './row.ts';

const has = (cards: readonly (ProfileCard | undefined)[], accountId: string | undefined) =>
  cards.some((card) => card?.accountId === accountId);
const expectAccount = ({ viewer }: Question) => seenIf(knows(viewer), 'ACCOUNT_NOT_FOUND');
const expectKnown = ({ viewer }: Question) => seenIf(knows(viewer));
const expectOwn = ({ viewer }: Question) => seenIf(viewer === 'author');
const expectLists = ({ viewer, scene }: Question) => {
  if (!knows(viewer)) return 'ACCOUNT_NOT_FOUND';
  return seenIf(mayLookThrough(viewer, scene.authorPrivate), 'ACCOUNT_PRIVATE');
};

const circles = '/tertulia.profile.v1.CircleService';
const requests = '/tertulia.profile.v1.FollowRequestService';
const graph = '/tertulia.profile.v1.GraphService';
const profiles = '/tertulia.profile.v1.ProfileService';
const suggestions = '/tertulia.profile.v1.SuggestionService';

export const profileRows: Rows = {
  [`${profiles}/GetProfile`]: {
    shows: 'the author, and how many follow them',
    async ask({ api, scene: { author } }) {
      const { profile } = await api.profiles.getProfile({ name: { $case: 'accountId', value: author.id } });
      if (profile?.followsHidden) return 'seen without counts';
      return seenIf(profile?.followerCount === 3);
    },
    expect({ viewer, scene }) {
      if (!knows(viewer)) return 'ACCOUNT_NOT_FOUND';
      return seenIf(mayLookThrough(viewer, scene.authorPrivate), 'seen without counts');
    },
  },
  [`${profiles}/BatchGetProfiles`]: {
    shows: 'the author',
    async ask({ api, scene: { author } }) {
      const { results } = await api.profiles.batchGetProfiles({ accountIds: [author.id] });
      return seenIf(results[0]?.profile !== undefined);
    },
    expect: expectKnown,
  },
  [`${profiles}/SearchProfiles`]: {
    shows: 'the author',
    async ask({ api, scene: { author } }) {
      const { profiles: found } = await api.profiles.searchProfiles({ query: author.handle });
      return seenIf(found.some(({ accountId }) => accountId === author.id));
    },
    expect: expectKnown,
  },
  [`${graph}/ListFollowers`]: {
    shows: 'who follows the author',
    async ask({ api, scene: { author, witness } }) {
      return seenIf(has((await api.graph.listFollowers({ accountId: author.id })).followers, witness.id));
    },
    expect: expectLists,
  },
  [`${graph}/ListFollowing`]: {
    shows: 'the author, among whom somebody else follows',
    async ask({ api, scene: { author, witness } }) {
      return seenIf(has((await api.graph.listFollowing({ accountId: witness.id })).following, author.id));
    },
    expect: expectKnown,
  },
  [`${graph}/ListBlockedAccounts`]: {
    shows: 'a block',
    ask: async ({ api, scene: { author } }) =>
      seenIf(has(await readAll(api.graph.listBlockedAccounts, (page) => page.accounts), author.id)),
    expect: ({ viewer }) => seenIf(viewer === 'blocker'),
  },
  [`${graph}/BatchGetRelationships`]: {
    shows: 'how one stands to the author',
    async ask({ api, scene: { author } }) {
      const { relationships } = await api.graph.batchGetRelationships({ accountIds: [author.id] });
      return wordsOf(relationships[0]);
    },
    expect({ viewer, scene }) {
      if (viewer === 'follower') return 'following';
      if (viewer === 'blocker') return 'blocking';
      return viewer === 'pending' && scene.authorPrivate ? 'requested' : '';
    },
  },
  [`${requests}/ListIncomingFollowRequests`]: {
    shows: 'who asks to follow the author',
    async ask({ api, scene }) {
      const asking = await readAll(api.requests.listIncomingFollowRequests, (page) => page.followRequests);
      return seenIf(
        has(
          asking.map(({ account }) => account),
          scene.person('pending')?.id,
        ),
      );
    },
    expect: ({ viewer, scene }) => seenIf(viewer === 'author' && scene.authorPrivate),
  },
  [`${requests}/ListOutgoingFollowRequests`]: {
    shows: 'the author, whom one asks to follow',
    async ask({ api, scene: { author } }) {
      const asked = await readAll(api.requests.listOutgoingFollowRequests, (page) => page.followRequests);
      return seenIf(
        has(
          asked.map(({ account }) => account),
          author.id,
        ),
      );
    },
    expect: ({ viewer, scene }) => seenIf(viewer === 'pending' && scene.authorPrivate),
  },
  [`${circles}/GetCircle`]: {
    shows: "the author's circle",
    ask: ({ api, scene: { circleId } }) => answers(api.circles.getCircle({ circleId })),
    expect: (question) => seenIf(expectOwn(question) === 'seen', 'CIRCLE_NOT_FOUND'),
  },
  [`${circles}/ListCircles`]: {
    shows: "the author's circle",
    async ask({ api, scene }) {
      const circlesListed = await readAll(api.circles.listCircles, (page) => page.circles);
      return seenIf(circlesListed.some(({ circleId }) => circleId === scene.circleId));
    },
    expect: expectOwn,
  },
  [`${circles}/ListCircleMembers`]: {
    shows: "who is in the author's circle",
    ask: ({ api, scene: { circleId } }) => answers(api.circles.listCircleMembers({ circleId })),
    expect: (question) => seenIf(expectOwn(question) === 'seen', 'CIRCLE_NOT_FOUND'),
  },
  '/tertulia.profile.v1.MuteService/ListMutedAccounts': {
    shows: 'whom the author mutes',
    async ask({ api, scene }) {
      const muted = await readAll(api.mutes.listMutedAccounts, (page) => page.mutedAccounts);
      return seenIf(
        has(
          muted.map(({ account }) => account),
          scene.person('muted')?.id,
        ),
      );
    },
    expect: expectOwn,
  },
  [`${suggestions}/SuggestAccounts`]: {
    shows: 'the author',
    async ask({ api, scene: { author }, viewer }) {
      const { suggestions: suggested } = await api.suggestions.suggestAccounts({ pageSize: 50 });
      const isThere = suggested.some(({ account }) => account?.accountId === author.id);
      // To the others the author may be suggested, or may not.
      const mayBe = !['blocked', 'blocker', 'follower', 'author'].includes(viewer);
      return seenIf(isThere && !mayBe);
    },
    expect: () => 'not seen',
  },
  [`${suggestions}/ListFollowedByFollowed`]: {
    shows: 'who follows the author, of those whom one follows',
    async ask({ api, scene: { author, bridge } }) {
      const { followers } = await api.suggestions.listFollowedByFollowed({ accountId: author.id });
      return seenIf(followers.length === 1 && followers[0]?.accountId === bridge.id);
    },
    expect: expectAccount,
  },
  '/tertulia.profile.v1.MuteService/ListMutedTerms': {
    silentBecause: 'it lists words that the caller alone chose',
  },
  '/tertulia.profile.v1.SessionService/ListSessions': { silentBecause: 'it lists sessions of the caller alone' },
};

function wordsOf(relationship: Relationship | undefined): string {
  const { accountId: _, muteExpireTime: __, ...flags } = relationship ?? {};
  const set = Object.entries(flags).filter(([, is]) => is);
  return set.map(([name]) => name).join(' ');
}
