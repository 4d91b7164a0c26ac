import type { Profile as ProfileMessage } from '#gen/tertulia/profile/v1/profile.ts';
import type { ProfileCard } from '#gen/tertulia/profile/v1/profile_card.ts';
import type { Relationship } from '#gen/tertulia/profile/v1/relationship.ts';
import { type Relation, stranger } from '../audience/decide.ts';
import { type Card, etagOf, isVisible, type Profile, type SeenCard } from './domain/account.ts';

export function cardToProto({ accountId, handle, displayName, private: isPrivate }: Card): ProfileCard {
  return { accountId, handle, displayName, private: isPrivate };
}

/** A profile for a viewer; how they stand to it is left out on their own, and where nobody looks. */
export function profileToProto(profile: Profile, viewerId: string | undefined): ProfileMessage {
  const isOthers = viewerId !== undefined && viewerId !== profile.accountId;
  return {
    ...cardToProto(profile),
    bio: profile.bio,
    createTime: profile.createTime,
    followerCount: profile.followerCount,
    followingCount: profile.followingCount,
    etag: etagOf(profile),
    viewerRelationship: isOthers ? relationshipToProto(profile.accountId, profile.relation) : undefined,
  };
}

export function relationshipToProto(accountId: string, relation: Relation): Relationship {
  const { following, followedBy, blocking } = relation;
  return { accountId, following, followedBy, blocking };
}

/** How the caller stands to an account; to one that is missing or hidden, as to a stranger. */
export function relationshipOrStranger(
  accountId: string,
  viewerId: string,
  account: SeenCard | undefined,
): Relationship {
  const isKnown = account !== undefined && isVisible(viewerId, account);
  return relationshipToProto(accountId, isKnown ? account.relation : stranger);
}
