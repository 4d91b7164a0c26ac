import { type ListAuthorPostsResponse, ListHomeTimelineResponse } from '#gen/tertulia/posts/v1/timeline_service.ts';
import { encodedAnswer, joinEncoded } from '../../kit/encoded.ts';
import { encodePost } from '../convert.ts';
import type { ViewedPost } from '../domain/post.ts';

/** `posts` in both kinds of pages, which are the same on the wire. */
const postsField = 1;

/** A page of posts that the viewer may see. */
export function answerPage(
  posts: readonly ViewedPost[],
  viewerId: string | undefined,
  nextPageToken: string,
): ListHomeTimelineResponse & ListAuthorPostsResponse {
  const rest = ListHomeTimelineResponse.encode({ posts: [], nextPageToken }).finish();
  return encodedAnswer(
    joinEncoded(
      postsField,
      posts.map((post) => encodePost(post, viewerId)),
      rest,
    ),
  );
}
