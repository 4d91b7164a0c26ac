import { Post, PostCommentPolicy, PostAudience as ProtoAudience } from '#gen/tertulia/posts/v1/post.ts';
import type { PostCreated, PostEdited } from '#gen/tertulia/posts/v1/post_events.ts';
import type { Card } from '../audience/replica/people-store.ts';
import { spansToProto } from '../text/spans-to-proto.ts';
import { hashtagsOf, mentionedIds } from '../text/text-spans.ts';
import {
  type CommentPolicy,
  etagOf,
  isShareable,
  type NewPost,
  type PostAudience,
  type PostCounts,
  type SharedPost,
  type StoredPost,
  type ViewedPost,
} from './domain/post.ts';
import { mayComment, seesPerson } from './domain/visibility.ts';
import type { ViewedEntry } from './store/view-entries.ts';

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

/** A post that the viewer may see. */
export function postToProto(viewed: ViewedPost, viewerId: string | undefined): Post {
  const { post, people, counts, quoted } = viewed;
  const shown = people.filter((person) => seesPerson(viewerId, person)).map(({ card }) => card);
  return Post.fromPartial({
    ...sharedToProto(post, shown),
    ...countsToProto(counts),
    viewerLiked: viewed.viewerLiked,
    viewerReposted: viewed.viewerReposted,
    viewerBookmarked: viewed.viewerBookmarked,
    viewerCanComment: canComment(viewed, viewerId),
    quotedPost: quoted && quotedToProto(quoted, viewerId),
    quoteUnavailable: post.quoted !== undefined && quoted === undefined,
    circleId: viewerId === viewed.authorId ? (post.circleId ?? '') : '',
  });
}

/** What is quoted in it is not shown in turn. */
function quotedToProto(quoted: ViewedPost, viewerId: string | undefined): Post {
  return { ...postToProto(quoted, viewerId), quotedPost: undefined, quoteUnavailable: false };
}

function sharedToProto(post: SharedPost, shown: readonly Card[]) {
  const { postId, author, text, spans, createTime, editTime, pinned } = post;
  return {
    ...{ postId, author, text, createTime, editTime, pinned },
    spans: spansToProto(spans, shown),
    audience: protoAudiences[post.audience],
    commentPolicy: protoPolicies[post.commentPolicy],
    shareable: isShareable(post),
    etag: etagOf(post),
  };
}

function countsToProto({ likes, comments, reposts, quotes }: PostCounts) {
  return { likeCount: likes, commentCount: comments, repostCount: reposts, quoteCount: quotes };
}

function canComment({ post, authorId, mentioned, followedByAuthor }: ViewedPost, viewerId: string | undefined) {
  return mayComment(viewerId, { authorId, mentioned, followedByAuthor, commentPolicy: post.commentPolicy });
}

/**
 * The encodings of a post that many viewers share: those who see all that there is of it. One for each way in which they
 * stand to it, by its number.
 */
const encodedPosts = new WeakMap<SharedPost, Uint8Array[]>();

/** As `postToProto`, encoded. Most viewers share the bytes. */
export function encodePost(viewed: ViewedPost, viewerId: string | undefined): Uint8Array {
  const { post } = viewed;
  if (!isShared(viewed, viewerId)) return Post.encode(postToProto(viewed, viewerId)).finish();
  const way =
    Number(viewed.viewerLiked) +
    2 * Number(viewed.viewerReposted) +
    4 * Number(viewed.viewerBookmarked) +
    8 * Number(canComment(viewed, viewerId));
  const known = encodedPosts.get(post) ?? [];
  const bytes = known[way] ?? Post.encode(postToProto(viewed, viewerId)).finish();
  known[way] = bytes;
  encodedPosts.set(post, known);
  return bytes;
}

/** Nothing of it depends on the viewer but how they stand to it. */
function isShared({ post, people, counts, authorId }: ViewedPost, viewerId: string | undefined): boolean {
  if (post.quoted !== undefined) return false;
  if (post.circleId !== undefined && viewerId === authorId) return false;
  return hasCounts(post.counts, counts) && people.every((person) => seesPerson(viewerId, person));
}

function hasCounts(one: PostCounts, other: PostCounts): boolean {
  if (one === other) return true;
  const { likes, comments, reposts, quotes } = one;
  return likes === other.likes && comments === other.comments && reposts === other.reposts && quotes === other.quotes;
}

const emptyPost = Post.fromPartial({});

/** A post in a list, encoded: with who reposted it there. */
export function encodeEntry({ post, repostedBy }: ViewedEntry, viewerId: string | undefined): Uint8Array {
  const bytes = encodePost(post, viewerId);
  if (!repostedBy) return bytes;
  // The fields of a message may follow each other in any order and any number of pieces.
  return Buffer.concat([bytes, Post.encode({ ...emptyPost, repostedBy: repostedBy.card }).finish()]);
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
    quotedPostId: post.quoted?.postId ?? '',
    quotedAuthorId: post.quoted?.authorId ?? '',
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
