import { type ListAuthorPostsResponse, ListHomeTimelineResponse } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { encodedAnswer, joinEncoded } from '../../kit/encoded.ts';
import { encodeEntry } from '../convert.ts';
import type { ViewedEntry } from '../store/view-entries.ts';

/** `posts` in all kinds of pages, which are the same on the wire. */
const postsField = 1;

/** A page of posts that the viewer may see. Of a service with encoded answers. */
export function answerPage(
  entries: readonly ViewedEntry[],
  viewerId: string | undefined,
  nextPageToken: string,
): ListHomeTimelineResponse & ListAuthorPostsResponse {
  const rest = ListHomeTimelineResponse.encode({ posts: [], nextPageToken }).finish();
  return encodedAnswer(
    joinEncoded(
      postsField,
      entries.map((entry) => encodeEntry(entry, viewerId)),
      rest,
    ),
  );
}
