import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import type { Relationship } from '#gen/tertulia/profile/v1/relationship.ts';
import { postKeys } from '../post/post-cache.ts';
import { clients } from '../session/current.ts';

const pageSize = 20;
const firstPage = {
  initialPageParam: '',
  getNextPageParam: (page: { nextPageToken: string }) => page.nextPageToken || undefined,
};

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
  return infiniteQueryOptions({
    queryKey: postKeys.author(authorId),
    queryFn: ({ pageParam, signal }) =>
      clients.timelines.listAuthorPosts({ authorId, pageSize, pageToken: pageParam }, { signal }),
    ...firstPage,
  });
}

/** Who follows an account, or whom it follows. */
export function peopleQuery(kind: 'followers' | 'following', accountId: string) {
  return infiniteQueryOptions({
    queryKey: ['people', kind, accountId],
    queryFn: async ({ pageParam, signal }) => {
      const request = { accountId, pageSize, pageToken: pageParam };
      if (kind === 'followers') {
        const { followers, nextPageToken } = await clients.graph.listFollowers(request, { signal });
        return { people: followers, nextPageToken };
      }
      const { following, nextPageToken } = await clients.graph.listFollowing(request, { signal });
      return { people: following, nextPageToken };
    },
    ...firstPage,
  });
}

/** Shows how one now stands to an account; the lists that depend on it are read anew when they are next looked at. */
export function showRelationship(client: QueryClient, handle: string, relationship: Relationship | undefined): void {
  client.setQueryData<Profile>(
    ['profile', handle],
    (profile) => profile && { ...profile, viewerRelationship: relationship },
  );
  void client.invalidateQueries({ queryKey: ['profile', handle] });
  void client.invalidateQueries({ queryKey: ['people'] });
  // Followees' posts come and go with the follow.
  void client.invalidateQueries({ queryKey: postKeys.home, refetchType: 'none' });
  void client.invalidateQueries({ queryKey: postKeys.author(relationship?.accountId ?? '') });
}
