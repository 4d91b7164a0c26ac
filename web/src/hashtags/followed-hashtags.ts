import { queryOptions } from '@tanstack/react-query';
import { HashtagServiceDefinition } from '#gen/tertulia/posts/v1/hashtag_service.ts';
import { memberClient } from '../session/current.ts';

/** Follows hashtags. */
export const hashtags = memberClient(HashtagServiceDefinition);

/** The hashtags that one follows, folded. */
export const followedQuery = queryOptions({
  queryKey: ['followed hashtags'],
  queryFn: async ({ signal }) => (await hashtags.listFollowedHashtags({}, { signal })).hashtags,
});

/** A hashtag as the contract answers it: two that are written otherwise may be the same. */
export function foldHashtag(hashtag: string): string {
  return hashtag.normalize('NFKC').toLowerCase();
}
