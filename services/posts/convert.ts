import { Post, PostCommentPolicy, PostAudience as ProtoAudience } from '#gen/tertulia/posts/v1/post.ts';
import type { PostCreated, PostEdited } from '#gen/tertulia/posts/v1/post_events.ts';
import type { Card } from '../audience/replica/people-store.ts';
import { spansToProto } from '../text/spans-to-proto.ts';
import { hashtagsOf, mentionedIds } from '../text/text-spans.ts';
import {
  type CommentPolicy,
  etagOf,
  type NewPost,
  type PostAudience,
  type SharedPost,
  type StoredPost,
  type ViewedPost,
} from './domain/post.ts';
import { mayComment, seesPerson } from './domain/visibility.ts';

const protoAudiences = {
  public: ProtoAudience.POST_AUDIENCE_PUBLIC,
  followers: ProtoAudience.POST_AUDIENCE_FOLLOWERS,
  mentioned: ProtoAudience.POST_AUDIENCE_MENTIONED,
  circle: ProtoAudience.POST_AUDIENCE_CIRCLE,
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
    case ProtoAudience.POST_AUDIENCE_CIRCLE:
      return 'circle';
    default:
      return undefined;
  }
}

const protoPolicies = {
  everyone: PostCommentPolicy.POST_COMMENT_POLICY_EVERYONE,
  followed: PostCommentPolicy.POST_COMMENT_POLICY_FOLLOWED,
  mentioned: PostCommentPolicy.POST_COMMENT_POLICY_MENTIONED,
  nobody: PostCommentPolicy.POST_COMMENT_POLICY_NOBODY,
} as const satisfies Record<CommentPolicy, PostCommentPolicy>;

/** The comment policy of a request; undefined for a value that the contract does not know. */
export function commentPolicyFromProto(policy: number): CommentPolicy | undefined {
  switch (policy) {
    case PostCommentPolicy.POST_COMMENT_POLICY_UNSPECIFIED:
    case PostCommentPolicy.POST_COMMENT_POLICY_EVERYONE:
      return 'everyone';
    case PostCommentPolicy.POST_COMMENT_POLICY_FOLLOWED:
      return 'followed';
    case PostCommentPolicy.POST_COMMENT_POLICY_MENTIONED:
      return 'mentioned';
    case PostCommentPolicy.POST_COMMENT_POLICY_NOBODY:
      return 'nobody';
    default:
      return undefined;
  }
}

/** What a post shows of its viewer and to them alone. */
interface ForViewer {
  readonly liked: boolean;
  readonly canComment: boolean;
  readonly isAuthor: boolean;
}

/** As it is for most who read a post. */
const forMost: ForViewer = { liked: false, canComment: true, isAuthor: false };

/** A post that the viewer may see. */
export function postToProto(viewed: ViewedPost, viewerId: string | undefined): Post {
  const shown = viewed.people.filter((person) => seesPerson(viewerId, person)).map(({ card }) => card);
  return postOf(viewed.post, shown, forViewer(viewed, viewerId));
}

/** The encoding of a post as most see it: may comment, do not like it, and are blocked by nobody whom it mentions. */
const encodedPosts = new WeakMap<SharedPost, Uint8Array>();

/** As `postToProto`, encoded. Most viewers share the bytes. */
export function encodePost(viewed: ViewedPost, viewerId: string | undefined): Uint8Array {
  const { post, people } = viewed;
  if (!isForMost(viewed, viewerId) || !people.every((person) => seesPerson(viewerId, person))) {
    return Post.encode(postToProto(viewed, viewerId)).finish();
  }
  const known = encodedPosts.get(post);
  if (known) return known;
  const bytes = Post.encode(postOf(post, post.mentioned, forMost)).finish();
  encodedPosts.set(post, bytes);
  return bytes;
}

function forViewer(viewed: ViewedPost, viewerId: string | undefined): ForViewer {
  const { authorId, viewerLiked, mentioned, followedByAuthor } = viewed;
  const question = { authorId, mentioned, followedByAuthor, commentPolicy: viewed.post.commentPolicy };
  return { liked: viewerLiked, canComment: mayComment(viewerId, question), isAuthor: viewerId === authorId };
}

function isForMost(viewed: ViewedPost, viewerId: string | undefined): boolean {
  const { liked, canComment, isAuthor } = forViewer(viewed, viewerId);
  return !liked && canComment && (!isAuthor || viewed.post.circleId === undefined);
}

function postOf(post: SharedPost, shown: readonly Card[], { liked, canComment, isAuthor }: ForViewer): Post {
  const { postId, author, text, spans, audience, createTime, likeCount, commentCount } = post;
  return Post.fromPartial({
    ...{ postId, author, text, createTime, likeCount, commentCount, viewerLiked: liked, viewerCanComment: canComment },
    spans: spansToProto(spans, shown),
    audience: protoAudiences[audience],
    commentPolicy: protoPolicies[post.commentPolicy],
    circleId: isAuthor ? (post.circleId ?? '') : '',
    editTime: post.editTime,
    etag: etagOf(post),
  });
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
    commentPolicy: protoPolicies[post.commentPolicy],
    circleId: post.circleId ?? '',
    quotedPostId: '',
    quotedAuthorId: '',
    hashtags: hashtagsOf(post.spans),
  };
}

/** An edit, of which the post is what came out. */
export function postEditedToProto(edit: { post: StoredPost; time: Date; textChanged: boolean }): PostEdited {
  const { postId, authorId, text, spans, commentPolicy } = edit.post;
  return {
    ...{ postId, authorId, text, textChanged: edit.textChanged },
    mentionedIds: mentionedIds(spans),
    editTime: edit.time,
    commentPolicy: protoPolicies[commentPolicy],
    hashtags: hashtagsOf(spans),
  };
}
