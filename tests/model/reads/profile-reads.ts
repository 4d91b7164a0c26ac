import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import type { Relationship } from '#gen/tertulia/profile/v1/relationship.ts';
import { isOpen, knows, type Viewer } from '../sight.ts';
import type { Person, World } from '../world.ts';
import { nameWith, wordInName } from '../writing.ts';
import { nameOf, type Read, type Reading, walk } from './read.ts';

/** What anyone may ask of people. */
export function profileReads(reading: Reading): Read[] {
  const { world, viewer, api } = reading;
  const by = viewer?.name ?? 'guest';
  const known = world.people.filter((person) => knows(world, viewer, person));
  const batch: Read = {
    name: `${by} BatchGetProfiles`,
    expected: world.people.map((person) => (known.includes(person) ? profileAs(world, viewer, person) : undefined)),
    async ask() {
      const { results } = await api.profiles.batchGetProfiles({ accountIds: world.people.map(({ id }) => id) });
      return results.map(({ profile }) => profile && toldProfile(reading, profile));
    },
  };
  const byWord = world.words.map((word): Read => {
    const found = known.filter(({ displayName }) => displayName === nameWith(word));
    return {
      name: `${by} SearchProfiles ${word}`,
      expected: found.map((person) => profileAs(world, viewer, person)),
      ask: () =>
        walk(
          reading,
          (page) => api.profiles.searchProfiles({ query: withoutAccents(wordInName(word)), ...page }),
          ({ profiles }) => profiles.map((profile) => toldProfile(reading, profile)),
        ),
    };
  });
  const byPerson = world.people.flatMap((person): Read[] => [
    {
      name: `${by} GetProfile ${person.name}`,
      expected: knows(world, viewer, person) ? profileAs(world, viewer, person) : 'ACCOUNT_NOT_FOUND',
      async ask() {
        const { profile } = await api.profiles.getProfile({ name: { $case: 'handle', value: person.handle } });
        return profile && toldProfile(reading, profile);
      },
    },
    list(reading, person, 'followers', world.follows.to(person)),
    list(reading, person, 'following', world.follows.from(person)),
    {
      name: `${by} SearchProfiles ${person.name}`,
      expected: knows(world, viewer, person) ? [profileAs(world, viewer, person)] : [],
      async ask() {
        const { profiles } = await api.profiles.searchProfiles({ query: person.handle });
        return profiles.map((profile) => toldProfile(reading, profile));
      },
    },
  ]);
  return [batch, ...byWord, ...byPerson];
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

/** What one asks of oneself. */
export function ownProfileReads(reading: Reading, viewer: Person): Read[] {
  const { world, api, names } = reading;
  const others = world.people.filter((person) => person !== viewer);
  const cards = (all: readonly ProfileCard[]) => all.map((card) => names.ofCard(card));
  const own = (name: string, expected: readonly Person[], ask: () => Promise<unknown>): Read => {
    return { name: `${viewer.name} ${name}`, expected: expected.map(nameOf), ask };
  };
  return [
    {
      name: `${viewer.name} BatchGetRelationships`,
      expected: others.map((other) => relationAs(world, viewer, other)),
      async ask() {
        const accountIds = others.map(({ id }) => id);
        const { relationships } = await api.graph.batchGetRelationships({ accountIds });
        return relationships.map(toldRelation);
      },
    },
    own('ListIncomingFollowRequests', world.requests.to(viewer), () =>
      walk(reading, api.requests.listIncomingFollowRequests, (page) =>
        page.followRequests.map(({ account }) => names.ofCard(account)),
      ),
    ),
    own('ListOutgoingFollowRequests', world.requests.from(viewer), () =>
      walk(reading, api.requests.listOutgoingFollowRequests, (page) =>
        page.followRequests.map(({ account }) => names.ofCard(account)),
      ),
    ),
    own(
      'ListBlockedAccounts',
      world.blocks.from(viewer).filter((other) => knows(world, viewer, other)),
      () => walk(reading, api.graph.listBlockedAccounts, (page) => cards(page.accounts)),
    ),
    {
      name: `${viewer.name} ListMutedAccounts`,
      expected: world.mutes.from(viewer).map(nameOf).toSorted(),
      ask: async () =>
        (
          await walk(reading, api.mutes.listMutedAccounts, (page) =>
            page.mutedAccounts.map(({ account }) => names.ofCard(account)),
          )
        ).toSorted(),
    },
    {
      name: `${viewer.name} ListMutedTerms`,
      expected: viewer.mutedTerms.map(({ term, hashtag, ends }) => ({ term, hashtag, ends })).toReversed(),
      ask: () =>
        walk(reading, api.mutes.listMutedTerms, ({ mutedTerms }) =>
          mutedTerms.map(({ term, hashtag, expireTime }) => ({ term, hashtag, ends: expireTime !== undefined })),
        ),
    },
    ...others.map((other) => followedByFollowed(reading, viewer, other)),
  ];
}

function followedByFollowed(reading: Reading, viewer: Person, other: Person): Read {
  const { world, api, names } = reading;
  const both = world.follows.to(other).filter((each) => world.follows.has(viewer, each));
  return {
    name: `${viewer.name} ListFollowedByFollowed ${other.name}`,
    expected: knows(world, viewer, other) ? { names: both.map(nameOf), size: both.length } : 'ACCOUNT_NOT_FOUND',
    async ask() {
      const request = { accountId: other.id, pageSize: 100 };
      const { followers, totalSize } = await api.suggestions.listFollowedByFollowed(request);
      return { names: followers.map((card) => names.ofCard(card)), size: totalSize };
    },
  };
}

function list(reading: Reading, person: Person, which: 'followers' | 'following', people: Person[]): Read {
  const { world, viewer, api, names } = reading;
  const told = people.filter((each) => knows(world, viewer, each)).map(nameOf);
  const expected = !knows(world, viewer, person)
    ? 'ACCOUNT_NOT_FOUND'
    : isOpen(world, viewer, person)
      ? told
      : 'ACCOUNT_PRIVATE';
  const cards = (all: readonly ProfileCard[]) => all.map((card) => names.ofCard(card));
  const accountId = person.id;
  const ask = {
    followers: () =>
      walk(
        reading,
        (page) => api.graph.listFollowers({ accountId, ...page }),
        (page) => cards(page.followers),
      ),
    following: () =>
      walk(
        reading,
        (page) => api.graph.listFollowing({ accountId, ...page }),
        (page) => cards(page.following),
      ),
  }[which];
  return { name: `${viewer?.name ?? 'guest'} ListFollows (${which}) ${person.name}`, expected, ask };
}

function profileAs(world: World, viewer: Viewer, person: Person): unknown {
  const open = isOpen(world, viewer, person);
  const count = (people: Person[]) => (open ? people.filter((each) => knows(world, viewer, each)).length : 0);
  return {
    name: person.name,
    displayName: person.displayName,
    bio: person.bio,
    private: person.private,
    followsHidden: !open,
    followers: count(world.follows.to(person)),
    following: count(world.follows.from(person)),
    relation: viewer === undefined || viewer === person ? undefined : relationAs(world, viewer, person),
  };
}

function toldProfile({ names }: Reading, profile: Profile): unknown {
  return {
    name: names.of(profile.accountId),
    displayName: profile.displayName,
    bio: profile.bio,
    private: profile.private,
    followsHidden: profile.followsHidden,
    followers: profile.followerCount,
    following: profile.followingCount,
    relation: profile.viewerRelationship && toldRelation(profile.viewerRelationship),
  };
}

/** By words, so that failures are short. */
function relationAs(world: World, viewer: Person, other: Person): string {
  if (!knows(world, viewer, other)) return '';
  return wordsOf({
    following: world.follows.has(viewer, other),
    followedBy: world.follows.has(other, viewer),
    blocking: world.blocks.has(viewer, other),
    requested: world.requests.has(viewer, other),
    requestedBy: world.requests.has(other, viewer),
    muting: world.mutes.has(viewer, other),
    mutingNotifications: world.notificationMutes.has(viewer, other),
    mutingReposts: world.repostMutes.has(viewer, other),
  });
}

function toldRelation(relationship: Relationship): string {
  const { accountId: _, muteExpireTime: __, ...flags } = relationship;
  return wordsOf(flags);
}

function wordsOf(flags: Record<string, boolean>): string {
  return Object.keys(flags)
    .filter((name) => flags[name])
    .toSorted()
    .join(' ');
}
