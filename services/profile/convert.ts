import type { Circle as CircleMessage } from '#gen/tertulia/profile/v1/circle_service.ts';
import type { Profile as ProfileMessage } from '#gen/tertulia/profile/v1/profile.ts';
import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import type { Relationship as RelationshipMessage } from '#gen/tertulia/profile/v1/relationship.ts';
import { stranger } from '../audience/decide.ts';
import { type Card, etagOf, isVisible, mayListFollows, type Profile } from './domain/account.ts';
import type { Circle } from './domain/circle.ts';
import { type Relationship, runs } from './domain/relationship.ts';

export function cardToProto({ accountId, handle, displayName, private: isPrivate }: Card): ProfileCard {
  return { accountId, handle, displayName, private: isPrivate };
}

/** A profile for a viewer; how they stand to it is left out on their own, and where nobody looks. */
export function profileToProto(profile: Profile, viewerId: string | undefined, now: Date): ProfileMessage {
  const isOthers = viewerId !== undefined && viewerId !== profile.accountId;
  const isListed = mayListFollows(viewerId, profile);
  return {
    ...cardToProto(profile),
    bio: profile.bio,
    createTime: profile.createTime,
    followerCount: isListed ? profile.followerCount : 0,
    followingCount: isListed ? profile.followingCount : 0,
    followsHidden: !isListed,
    etag: etagOf(profile),
    viewerRelationship: isOthers ? relationshipToProto(profile.accountId, profile.relation, now) : undefined,
  };
}

export function circleToProto({ circleId, name, createTime, memberCount }: Circle): CircleMessage {
  return { circleId, name, createTime, memberCount };
}

/** A mute that has ended is none, also before it is forgotten. */
export function relationshipToProto(accountId: string, relationship: Relationship, now: Date): RelationshipMessage {
  const { following, followedBy, blocking, requested, requestedBy, mutingReposts } = relationship;
  const mute = runs(relationship.mute, now) ? relationship.mute : undefined;
  return {
    accountId,
    following,
    followedBy,
    blocking,
    requested,
    requestedBy,
    muting: mute !== undefined,
    mutingNotifications: mute?.notifications ?? false,
    muteExpireTime: mute?.expireTime,
    mutingReposts,
  };
}

/** How the caller stands to an account; to one that is missing or hidden, as to a stranger. */
export function relationshipOrStranger(
  accountId: string,
  viewerId: string,
  account: Profile | undefined,
  now: Date,
): RelationshipMessage {
  const isKnown = account !== undefined && isVisible(viewerId, account);
  return relationshipToProto(accountId, isKnown ? account.relation : nothingToDo, now);
}

const nothingToDo: Relationship = {
  ...stranger,
  requested: false,
  requestedBy: false,
  mute: undefined,
  mutingReposts: false,
};
