import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import type { Relationship } from '#gen/tertulia/profile/v1/relationship.ts';
import { postKeys } from '../post/post-cache.ts';
import { listPages } from '../rpc/list-pages.ts';
import { clients } from '../session/current.ts';
import { suggestions } from './graph-clients.ts';

/** A profile, by its handle. */
export function profileQuery(handle: string) {
  return queryOptions({
    queryKey: ['profile', handle],
    queryFn: async ({ signal }) => {
      const { profile } = await clients.profiles.getProfile({ name: { $case: 'handle', value: handle } }, { signal });
      if (profile === undefined) throw new Error('The answer carries no profile');
      return profile;
    },
  });
}

/** What an account has written. */
export function authorPostsQuery(authorId: string) {
  return listPages(postKeys.author(authorId), (page, options) =>
    clients.timelines.listAuthorPosts({ authorId, ...page }, options),
  );
}

/** Which people around an account: who follows it, whom it follows, who of those that one follows follows it. */
export type PeopleKind = 'followers' | 'following' | 'known';

/** People around an account. */
export function peopleQuery(kind: PeopleKind, accountId: string) {
  return listPages(['people', kind, accountId], async (page, options) => {
    const request = { accountId, ...page };
    if (kind === 'following') {
      const { following, nextPageToken } = await clients.graph.listFollowing(request, options);
      return { people: following, nextPageToken };
    }
    const list =
      kind === 'followers'
        ? clients.graph.listFollowers(request, options)
        : suggestions.listFollowedByFollowed(request, options);
    const { followers, nextPageToken } = await list;
    return { people: followers, nextPageToken };
  });
}

/**
 * Shows how one now stands to an account. It decides what there is in any list, so whatever else was read is read anew
 * when it is next looked at.
 */
export function showRelationship(client: QueryClient, handle: string, relationship: Relationship | undefined): void {
  client.setQueryData<Profile>(
    ['profile', handle],
    (profile) => profile && { ...profile, viewerRelationship: relationship },
  );
  void client.invalidateQueries({ refetchType: 'none' });
  const accountId = relationship?.accountId ?? '';
  const shown = [
    ['profile', handle],
    postKeys.author(accountId),
    postKeys.pinned(accountId),
    postKeys.liked(accountId),
  ];
  for (const queryKey of [...shown, ['author comments', accountId]]) void client.invalidateQueries({ queryKey });
}
