import { Post, PostAudience as ProtoAudience } from '#gen/tertulia/posts/v1/post.ts';
import type { PostCreated } from '#gen/tertulia/posts/v1/post_events.ts';
import type { Card } from '../audience/replica/people-store.ts';
import { spansToProto } from '../text/spans-to-proto.ts';
import { mentionedIds } from '../text/text-spans.ts';
import type { NewPost, PostAudience, SharedPost, ViewedPost } from './domain/post.ts';
import { seesPerson } from './domain/visibility.ts';

const protoAudiences = {
  public: ProtoAudience.POST_AUDIENCE_PUBLIC,
  followers: ProtoAudience.POST_AUDIENCE_FOLLOWERS,
  mentioned: ProtoAudience.POST_AUDIENCE_MENTIONED,
} as const satisfies Record<PostAudience, ProtoAudience>;

/** The audience of a request; undefined for a value that the contract does not know. */
export function audienceFromProto(audience: number): PostAudience | undefined {
  switch (audience) {
    case ProtoAudience.POST_AUDIENCE_UNSPECIFIED:
    case ProtoAudience.POST_AUDIENCE_PUBLIC:
      return 'public';
    case ProtoAudience.POST_AUDIENCE_FOLLOWERS:
      return 'followers';
    case ProtoAudience.POST_AUDIENCE_MENTIONED:
      return 'mentioned';
    default:
      return undefined;
  }
}

/** A post that the viewer may see. */
export function postToProto(viewed: ViewedPost, viewerId: string | undefined): Post {
  const shown = viewed.people.filter((person) => seesPerson(viewerId, person)).map(({ card }) => card);
  return postOf(viewed.post, shown, viewed.viewerLiked);
}

/** The encoding of a post as most see it: who do not like it, and are blocked by nobody whom it mentions. */
const encodedPosts = new WeakMap<SharedPost, Uint8Array>();

/** As `postToProto`, encoded. Most viewers share the bytes. */
export function encodePost(viewed: ViewedPost, viewerId: string | undefined): Uint8Array {
  const { post, people, viewerLiked } = viewed;
  if (viewerLiked || !people.every((person) => seesPerson(viewerId, person))) {
    return Post.encode(postToProto(viewed, viewerId)).finish();
  }
  const known = encodedPosts.get(post);
  if (known) return known;
  const bytes = Post.encode(postOf(post, post.mentioned, false)).finish();
  encodedPosts.set(post, bytes);
  return bytes;
}

function postOf(post: SharedPost, shown: readonly Card[], viewerLiked: boolean): Post {
  const { postId, author, text, spans, audience, createTime, likeCount, commentCount } = post;
  return {
    ...{ postId, author, text, createTime, likeCount, commentCount, viewerLiked },
    spans: spansToProto(spans, shown),
    audience: protoAudiences[audience],
  };
}

export function postCreatedToProto(post: NewPost): PostCreated {
  const { postId, authorId, text, createTime } = post;
  return {
    postId,
    authorId,
    text,
    createTime,
    audience: protoAudiences[post.audience],
    mentionedIds: mentionedIds(post.spans),
  };
}
